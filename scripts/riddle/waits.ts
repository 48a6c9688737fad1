import type { AttributionDocument, MsRange } from "@crisscross/core/documents/attribution-document";
import { median, type SampleLine } from "../local-job.ts";

/** What outer waited for a warm inner over one kind of connection. Means in ms, except `medianMs`. */
export interface Wait {
  origin: string;
  target: string;
  connection: "reused" | "fresh";
  n: number;
  /** observed = set-up + request + execution + response, exactly. */
  observedMs: number;
  medianMs: number;
  billedMs: number;
  executionMs: number;
  /** TCP's and TLS's handshakes: what the wait has more than over a reused connection; 0 for that one. */
  setUpMs: number;
  /** Request and response together, without set-up. */
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
    const read = (connection: Wait["connection"]) =>
      waitOf(attribution, samples, { origin, target, connection });
    const reused = read("reused");
    const fresh = read("fresh");
    const setUpMs = fresh.wayMs - reused.wayMs;
    const { requestMs } = fresh;
    return [
      reused,
      {
        ...fresh,
        setUpMs,
        wayMs: reused.wayMs,
        requestMs: {
          lowMs: Math.max(0, requestMs.lowMs - setUpMs),
          highMs: Math.min(reused.wayMs, requestMs.highMs - setUpMs),
        },
      },
    ];
  });
}

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
  if (share === undefined || share.n !== warm.length || stray !== undefined)
    throw new Error(
      `${which.origin} ${which.target} ${variant}: ${share?.n ?? 0} warm calls attributed, ${warm.length} exported, ` +
        `${stray === undefined ? "none" : stray.probe} over another kind of connection; run it again`,
    );
  return {
    ...which,
    n: share.n,
    observedMs: share.observedMs,
    medianMs: median(warm.map(({ innerObservedMs }) => innerObservedMs ?? Number.NaN)),
    billedMs: mean(warm.map(({ innerBilledMs }) => innerBilledMs ?? Number.NaN)),
    executionMs: share.executionMs,
    setUpMs: 0,
    wayMs: share.transitMs,
    requestMs: share.requestMs,
  };
}

const isOfOuter = ({ caller, callee }: { caller: string; callee: string }): boolean =>
  caller === "outer" && callee === "inner";

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
