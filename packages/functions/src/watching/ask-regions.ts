import type { RegionFailure } from "@crisscross/core/documents/alarm-view";
import { AppError } from "@crisscross/core/edge/error";
import type { Monitor, MonitorDeps } from "./monitor.ts";

interface RegionAnswers<T> {
  /** In the order the regions were given. */
  answers: { region: string; answer: T }[];
  failures: RegionFailure[];
}

/** Every region that holds anything of a stage, once. */
export const regionsOf = ({ home, deployed }: Pick<MonitorDeps, "home" | "deployed">): string[] => [
  ...new Set([home, ...deployed]),
];

/**
 * Asks CloudWatch of several regions at once. A region that fails is named beside the others' answers; when all fail
 * there is nothing to answer: throws AppError `unavailable`.
 */
export async function askRegions<T>(
  { monitorIn, unreadable }: Pick<MonitorDeps, "monitorIn" | "unreadable">,
  regions: readonly string[],
  ask: (monitor: Monitor, region: string) => Promise<T>,
): Promise<RegionAnswers<T>> {
  const found: RegionAnswers<T> = { answers: [], failures: [] };
  const settled = await Promise.allSettled(regions.map((region) => ask(monitorIn(region), region)));
  for (const [place, result] of settled.entries()) {
    const region = regions[place] ?? "";
    if (result.status === "fulfilled") found.answers.push({ region, answer: result.value });
    else {
      unreadable(region, result.reason);
      found.failures.push({ region, reason: nameOf(result.reason) });
    }
  }
  if (found.answers.length > 0 || regions.length === 0) return found;
  const why = found.failures.map(({ region, reason }) => `${region}: ${reason}`).join("; ");
  throw new AppError("unavailable", `CloudWatch could not be read in any region (${why}); try again`);
}

/** An AWS client's errors are told by name; their messages name ARNs. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : String(error));
