import { type SampleDocument, sampleDocumentOf } from "@crisscross/core/documents/sample-document";
import type { Call } from "@crisscross/core/sample/call";
import fc from "fast-check";
import { blockOf, callOf, levelOf, receiptOf, sampleOf } from "../samples.ts";

/** What truly happened in one call, in µs; `clockUs` is how far the callee's clock is ahead of its caller's. */
interface Truth {
  requestUs: number;
  initUs: number;
  beforeUs: number;
  ranUs: number;
  afterUs: number;
  responseUs: number;
  clockUs: number;
}

const us = (max: number) => fc.integer({ min: 0, max });

const anyTruth: fc.Arbitrary<Truth> = fc.record({
  requestUs: us(200_000),
  initUs: fc.oneof(fc.constant(0), us(400_000)),
  beforeUs: us(3_000),
  ranUs: us(50_000),
  afterUs: us(3_000),
  responseUs: us(200_000),
  clockUs: fc.integer({ min: -900_000_000, max: 900_000_000 }).map((clock) => clock + 1_000_000_000),
});

const waitUsOf = ({ requestUs, initUs, beforeUs, ranUs, afterUs, responseUs }: Truth) =>
  requestUs + initUs + beforeUs + ranUs + afterUs + responseUs;

/** The call as both of its ends saw it; `sentUs` is in the caller's clock. */
function callSeen(truth: Truth, name: string, sentUs: number, call?: (startUs: number) => Call): Call {
  const { requestUs, initUs, beforeUs, ranUs, afterUs, clockUs } = truth;
  const startUs = sentUs + requestUs + initUs + beforeUs + clockUs;
  const isCold = initUs > 0;
  return {
    ...callOf(0, { sentUs, receivedUs: sentUs + waitUsOf(truth) }),
    connection: "reused",
    receipt: receiptOf(beforeUs + ranUs + afterUs, isCold ? { initUs } : {}),
    level: levelOf({
      ...{ environment: `${name}-1`, served: isCold ? 0 : 3, startUs, endUs: startUs + ranUs },
      readyUs: isCold ? startUs - beforeUs : 0,
      ...(call && { call: call(startUs) }),
    }),
  };
}

export interface Probe {
  document: SampleDocument;
  /** When outer and inner truly started, in ms since consume sent its request. */
  startedMs: { outer: number; inner: number };
}

const beforeCallUs = 500;

/** A nested probe of which it is known what truly happened. */
export const anyProbe: fc.Arbitrary<Probe> = fc.tuple(anyTruth, anyTruth).map(([outerTruth, innerTruth]) => {
  const outer = { ...outerTruth, ranUs: beforeCallUs + waitUsOf(innerTruth) + 700 };
  const inner = (startUs: number) => callSeen(innerTruth, "inner", startUs + beforeCallUs);
  const sample = sampleOf({ seq: 7, call: callSeen(outer, "outer", 1_000_000, inner) });
  const leadUs = (truth: Truth) => truth.requestUs + truth.initUs + truth.beforeUs;
  const outerUs = leadUs(outer);
  return {
    document: sampleDocumentOf(blockOf([sample]), sample),
    startedMs: { outer: outerUs / 1_000, inner: (outerUs + beforeCallUs + leadUs(innerTruth)) / 1_000 },
  };
});

const db = { sentUs: 900_500, receivedUs: 901_500, outcome: "ok" as const };

/** A nested db-get, as test/core/samples.ts has it. */
export function dbProbe(): SampleDocument {
  const level = levelOf({ environment: "inner-1", db });
  const sample = sampleOf({ variant: "db-get", seq: 7 }, { level, receipt: receiptOf(3_000) });
  return sampleDocumentOf(blockOf([sample]), sample);
}

/** A probe whose outer was throttled: one wait, and nothing is known of what lies behind it. */
export function throttledProbe(): SampleDocument {
  const fault = {
    outcome: "throttled",
    reason: "Rate exceeded",
    level: undefined,
    receipt: undefined,
  } as const;
  const sample = sampleOf({}, {}, fault);
  return sampleDocumentOf(blockOf([sample]), sample);
}
