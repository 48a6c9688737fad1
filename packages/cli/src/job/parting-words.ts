import type { JobView } from "@crisscross/core/documents/job-view";
import { reachOf, type Whereabouts } from "../render/next-steps.ts";

type Parted = Pick<JobView, "id" | "spec">;

/** Said when a command is stopped. A job outlives the command where its cloud or its data does. */
export function partingWords({ id, spec }: Parted, where: Whereabouts): string {
  if (where.kind === "gone") return "";
  const reach = reachOf(where);
  if (where.kind === "kept")
    return `crisscross: job ${id} is kept in ${where.dataDir} and stands still; it goes on, until ${spec.timeLimitMinutes} min after its start, with npx crisscross watch ${id}${reach}\n`;
  return `crisscross: job ${id} goes on; see it again with npx crisscross watch ${id}${reach}, or cancel it with npx crisscross cancel ${id}${reach}\n`;
}

/** Said when a job can no longer be followed; it may be the last that the command prints. */
export function lastWords(id: string, where: Whereabouts): string {
  switch (where.kind) {
    case "gone":
      return "";
    case "kept":
    case "running":
      return `crisscross: job ${id} is kept in ${where.dataDir}; npx crisscross watch ${id}${where.reach} goes on with it\n`;
    case "api":
      return `crisscross: job ${id} was accepted by ${where.url}; npx crisscross watch ${id}${reachOf(where)} goes on with it\n`;
  }
}
