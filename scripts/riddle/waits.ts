import type { AttributionDocument, MsRange } from "@crisscross/core/documents/attribution-document";
import { median, type SampleLine } from "../local-job.ts";

/** What outer waited for a warm inner over one kind of connection. Means in ms, except `medianMs`. */
export interface Wait {
  origin: string;
  target: string;
  connection: "reused" | "fresh";
  n: number;
  /** observed = lookup + TCP + TLS + request + execution + response, exactly. */
  observedMs: number;
  medianMs: number;
  billedMs: number;
  executionMs: number;
  /** The making of a connection within the wait, by outer's marks; 0 over a kept one. */
  steps: { lookupMs: number; tcpMs: number; tlsMs: number };
  /** Request and response together. */
  wayMs: number;
  /** How much of `wayMs` the request may have taken: no clock says where between its two ends inner ran. */
  requestMs: MsRange;
}

/** The waits of a job with the variants bare and bare/fresh: for each pair of regions first reused, then fresh. */
export function waitsOf({ attribution }: AttributionDocument, samples: readonly SampleLine[]): Wait[] {
  const pairs = Map.groupBy(attribution, ({ origin, target }) => `${origin} ${target}`);
  return [...pairs.values()].flatMap(([first]) => {
    if (first === undefined) return [];
    const { origin, target } = first;
    return (["reused", "fresh"] as const).map((connection) =>
      waitOf(attribution, samples, { origin, target, connection }),
    );
  });
}

const noSteps = { lookupMs: 0, tcpMs: 0, tlsMs: 0 };

type Which = Pick<Wait, "origin" | "target" | "connection">;

function waitOf(
  attribution: AttributionDocument["attribution"],
  samples: readonly SampleLine[],
  which: Which,
): Wait {
  const variant = which.connection === "fresh" ? "bare/fresh" : "bare";
  const isOfCell = (row: { origin: string; target: string; variant: string }): boolean =>
    row.origin === which.origin && row.target === which.target && row.variant === variant;
  const share = attribution.find(isOfCell)?.waits.find(isOfOuter)?.starts.warm;
  const warm = samples.filter((sample) => isOfCell(sample) && sample.innerStart === "warm");
  const stray = warm.find(({ connection }) => connection !== which.connection);
  const isMarked = share?.connectingSteps !== undefined || which.connection === "reused";
  if (share === undefined || share.n !== warm.length || stray !== undefined || !isMarked)
    throw new Error(
      `${which.origin} ${which.target} ${variant}: ${share?.n ?? 0} warm calls attributed, ${warm.length} exported, ` +
        `${stray === undefined ? "none" : stray.probe} over another kind of connection, ` +
        `the making of fresh ones ${isMarked ? "marked" : "not marked"}; run it again`,
    );
  return {
    ...which,
    n: share.n,
    observedMs: share.observedMs,
    medianMs: median(warm.map(({ innerObservedMs }) => innerObservedMs ?? Number.NaN)),
    billedMs: mean(warm.map(({ innerBilledMs }) => innerBilledMs ?? Number.NaN)),
    executionMs: share.executionMs,
    steps: share.connectingSteps ?? noSteps,
    wayMs: share.transitMs,
    requestMs: share.requestMs,
  };
}

const isOfOuter = ({ caller, callee }: { caller: string; callee: string }): boolean =>
  caller === "outer" && callee === "inner";

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
