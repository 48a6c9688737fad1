import type { CostView } from "@crisscross/core/documents/cost-document";
import { functionsOfJob, invocationsIn, unitsWritten, untilAtRest } from "../../test/support/spent.ts";
import type { FinishedJob } from "../local-job.ts";

/** Of the functions that run for a job alone: authorize, api and reconcile are left out. Writes are units of all tables. */
export interface Amounts {
  requests: number;
  writes: number;
  gbSeconds: number;
}

/** How far an estimate may be from what the local cloud counts, as a share. */
export const bounds: Amounts = { requests: 0.1, writes: 0.1, gbSeconds: 0.25 };

/** What a local cloud counted by its own reports and metrics while it ran one job, once that is over. */
export async function countJob(
  { id, cloud, events }: Pick<FinishedJob, "id" | "cloud" | "events">,
  home: string,
  regions: readonly string[],
): Promise<Amounts> {
  await untilAtRest(() => events, id);
  const invocations = invocationsIn(events);
  const spent = Object.keys(functionsOfJob).map((name) => invocations.get(name));
  const { results, records } = await unitsWritten(cloud, home, regions);
  return {
    requests: spent.reduce((sum, one) => sum + (one?.requests ?? 0), 0),
    writes: results + records,
    gbSeconds: spent.reduce((sum, one) => sum + (one?.gbSeconds ?? 0), 0),
  };
}

/** The same amounts as a document has them. */
export function amountsOf({ lines }: Pick<CostView, "lines">): Amounts {
  const names = Object.values(functionsOfJob);
  const of = (wanted: string, isBy: (by: string) => boolean) =>
    lines.filter(({ item, by }) => item === wanted && isBy(by)).reduce((sum, { amount }) => sum + amount, 0);
  return {
    requests: of("lambdaRequest", (by) => names.includes(by)),
    writes: of("dynamoWriteUnit", () => true),
    gbSeconds: of("lambdaGbSecond", (by) => names.includes(by)),
  };
}
