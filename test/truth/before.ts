import { type CallChain, callChainOf } from "@crisscross/core/sample/call-chain";
import { measuresOf } from "@crisscross/core/sample/measures-of-sample";
import { resultOf } from "@crisscross/core/sample/probe-outcome";
import { sampleStartOf } from "@crisscross/core/sample/start-class";
import type { Sample } from "@crisscross/core/sample/stored-block";
import type { ProbeTruth } from "./world/account.ts";

/** Those of a nested sample that connections can spoil. */
export const spoiled = ["total", "outerExecution", "innerOverhead", "db"] as const;
export type Spoiled = (typeof spoiled)[number];
type Values = Record<Spoiled, number>;

/** What a warm sample says and what was so, in µs; undefined where it is not warm, or not ok. */
export interface Said {
  after: Values | undefined;
  before: Values | undefined;
  was: Values;
  /** Before, a kept connection that had died was an error of the call. */
  wasError: boolean;
}

export function compare(sample: Sample, { calls }: ProbeTruth): Said | undefined {
  const [outer, inner] = calls;
  if (resultOf(sample).outcome !== "ok" || !outer || !inner) return undefined;
  const waysUs = ({ leg }: typeof outer) => leg.requestUs + leg.responseUs;
  const ranUs = ({ leg }: typeof outer) =>
    leg.runtimeBeforeUs + leg.beforeUs + leg.afterUs + leg.runtimeAfterUs;
  const db = inner.leg.databaseUs;
  const innerOverhead = waysUs(inner);
  const outerExecution = ranUs(outer) + innerOverhead + ranUs(inner) + db;
  const was = { db, innerOverhead, outerExecution, total: waysUs(outer) + outerExecution };
  const chain = callChainOf(sample);
  const isWarm = sampleStartOf(sample) === "warm";
  const wasError = chain.calls.some(({ resent }) => resent) || chain.inner?.level?.db?.resent === true;
  return {
    was,
    wasError,
    after: isWarm ? valuesOf(measuresOf(sample)) : undefined,
    before: wasError || !wasWarm(chain) ? undefined : beforeOf(sample, chain),
  };
}

/** Only what had served nothing was not warm: a caller's first call was, and one that made a connection. */
const wasWarm = ({ calls }: CallChain): boolean => calls.every(({ level }) => (level?.served ?? 0) > 0);

/**
 * As the measures were defined before: waits and executions with the connections that were made to be kept in them. The one to
 * the database was not made ahead at all: `db` had its TCP and TLS handshakes, and nothing was asked over it first.
 */
function beforeOf(sample: Sample, { calls, inner }: CallChain): Values | undefined {
  const { receipt } = sample.call;
  const db = inner?.level?.db;
  const { innerOverhead } = measuresOf(sample);
  if (!receipt || !db || innerOverhead === undefined || calls.length !== 2) return undefined;
  const { startUs = 0, secureUs = startUs, endUs = secureUs } = db.preparing?.connecting ?? {};
  const notAskedUs = endUs - secureUs;
  return {
    total: sample.call.receivedUs - sample.call.sentUs - notAskedUs,
    outerExecution: receipt.durationUs - notAskedUs,
    innerOverhead,
    db: db.receivedUs - db.sentUs + secureUs - startUs,
  };
}

function valuesOf(measures: Partial<Values>): Values | undefined {
  const { total, outerExecution, innerOverhead, db } = measures;
  if (total === undefined || outerExecution === undefined) return undefined;
  if (innerOverhead === undefined || db === undefined) return undefined;
  return { total, outerExecution, innerOverhead, db };
}
