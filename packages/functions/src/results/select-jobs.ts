import { hasTag, type TagFilter } from "@crisscross/core/job/labels";
import type { JobState } from "@crisscross/core/standing/job-state";
import type { JobSelection, JobStore } from "./job-store.ts";

/** Which jobs a list is asked for; all of it holds of each. */
export interface ListWishes extends Omit<JobSelection, "isWanted"> {
  tag?: TagFilter | undefined;
  creator?: string | undefined;
  /** As JobStore's roughState has it. */
  state?: JobState | undefined;
}

/** As a store selects. What the record says is looked at first: a state costs a query or two. */
export function selectionOf(
  jobs: Pick<JobStore, "roughState">,
  { tag, creator, state, ...selection }: ListWishes,
): JobSelection {
  if (tag === undefined && creator === undefined && state === undefined) return selection;
  return {
    ...selection,
    isWanted: async (record) =>
      (tag === undefined || hasTag(record, tag)) &&
      (creator === undefined || record.creator === creator) &&
      (state === undefined || (await jobs.roughState(record.id)) === state),
  };
}
