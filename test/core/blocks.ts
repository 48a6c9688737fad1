import { epochMs } from "@crisscross/core/edge/time";
import type { Outcome } from "@crisscross/core/sample/call";
import type { Sample, StoredBlock } from "@crisscross/core/sample/stored-block";
import fc from "fast-check";
import { blockOf, callOf, levelOf, receiptOf, sampleOf } from "./samples.ts";

const waitUs = fc.integer({ min: 0, max: 40_000_000 });

/** Any sample: ok, throttled, timed out or failed at either hop, warm or cold, with or without receipts. */
export const anySample: fc.Arbitrary<Sample> = fc
  .record({
    target: fc.constantFrom("us-west-1", "sa-east-1"),
    variant: fc.constantFrom("bare", "bare/direct", "bare/fresh"),
    totalUs: waitUs,
    innerUs: waitUs,
    executionUs: waitUs,
    outcome: fc.constantFrom<Outcome>("ok", "ok", "ok", "throttled", "timeout", "error"),
    reason: fc.constantFrom("Task timed out", "network ECONNRESET", 'odd "reason" | with, marks', undefined),
    atOuter: fc.boolean(),
    cold: fc.boolean(),
    receipts: fc.boolean(),
  })
  .map(({ target, variant, totalUs, innerUs, executionUs, outcome, reason, atOuter, cold, receipts }) => {
    const receipt = receipts ? receiptOf(executionUs, cold ? { initUs: 120_000 } : {}) : undefined;
    const level = levelOf(cold ? { served: 0, readyUs: 899_000 } : {});
    const fault = { outcome, reason, ...(outcome !== "ok" && { level: undefined }) };
    const inner = callOf(innerUs, {
      receipt,
      level,
      connection: cold ? "fresh" : "reused",
      ...(receipts && { socket: 1 + (innerUs % 90) }),
      ...(!atOuter && fault),
    });
    if (variant === "bare/direct") return sampleOf({ target, variant, call: { ...inner, ...fault } });
    const outer = callOf(totalUs, { receipt, level: levelOf({ call: inner }), ...(atOuter && fault) });
    return sampleOf({ target, variant, call: outer });
  });

export const anyBlock: fc.Arbitrary<StoredBlock> = fc
  .tuple(
    fc.array(anySample, { minLength: 1, maxLength: 16 }),
    fc.integer({ min: -5_000, max: 60_000 }),
    fc.nat({ max: 200 }),
  )
  .map(([samples, queueMs, index]) =>
    blockOf(samples, { index, firstReceivedAtMs: epochMs(1_800_000_000_100 + queueMs) }),
  );
