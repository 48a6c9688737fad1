import type { Result } from "@crisscross/core/sample/probe-outcome";
import type { ProbeTruth } from "../world/account.ts";
import type { Fault } from "../world/weather.ts";

type Ending = Pick<Result, "outcome" | "hop">;

/** What a caller can know of a fault of the call itself; those of the database are inner's to tell. */
const outcomes: Readonly<Record<Fault, Result["outcome"] | "of the database">> = {
  throttled: "throttled",
  "request lost": "timeout",
  "response lost": "timeout",
  "connection reset": "error",
  hangs: "timeout",
  killed: "timeout",
  crashes: "error",
  "answers garbage": "error",
  "db throttled": "of the database",
  "db hangs": "of the database",
  "record missing": "of the database",
};

/** What must be said of a probe that met these faults: the first call that tells nothing hides all behind it. */
export function expectedResultOf({ calls }: ProbeTruth, outers: number): Ending {
  for (const [depth, { leg, database }] of calls.entries()) {
    if (leg.fault === undefined) continue;
    const outcome = outcomes[leg.fault];
    if (outcome !== "of the database") return { outcome, hop: depth === outers ? "inner" : "outer" };
    if (!database) continue;
    if (leg.fault === "db throttled") return { outcome: "throttled", hop: "db" };
    return { outcome: leg.fault === "db hangs" ? "timeout" : "error", hop: "db" };
  }
  return { outcome: "ok" };
}
