import * as v from "valibot";
import { Instant, isoOf } from "../edge/instant.ts";
import { count } from "../edge/schema.ts";
import { probesIn } from "../job/job.ts";
import type { JobRecord } from "../job/job-record.ts";
import { shownLabels, tagTexts } from "../job/labels.ts";
import { type Finish, finishStates } from "../standing/ending.ts";
import { countLost } from "../standing/loss.ts";
import { labelsOf } from "./job-view.ts";
import { pathOf } from "./routes.ts";

/** What is told of a job, by how it ended. */
const typeOf = {
  complete: "job.finished",
  incomplete: "job.incomplete",
  cancelled: "job.cancelled",
} as const satisfies Record<Finish["state"], string>;

/** One message of the topic of events. */
export const JobEvent = v.object({
  v: v.literal(1),
  /** The same when the same is told again. */
  id: v.string(),
  type: v.picklist(Object.values(typeOf)),
  /** When the job ended. */
  at: Instant,
  job: v.object({
    id: v.string(),
    ...shownLabels,
    creator: v.optional(v.string()),
    createdAt: Instant,
    state: v.picklist(finishStates),
    /** Probes that were asked for, and those of them without a result. */
    planned: count,
    lost: count,
    /** Where the API has it. */
    path: v.string(),
  }),
});
export type JobEvent = v.InferOutput<typeof JobEvent>;

/** What is told of a job's end: the same each time. */
export function jobEventOf(record: JobRecord, { state, finishedAtMs, losses }: Finish): JobEvent {
  const type = typeOf[state];
  return {
    v: 1,
    id: `${record.id}.${type}`,
    type,
    at: isoOf(finishedAtMs),
    job: {
      id: record.id,
      ...labelsOf(record),
      ...(record.creator !== undefined && { creator: record.creator }),
      createdAt: isoOf(record.createdAtMs),
      state,
      planned: probesIn(record.spec),
      lost: countLost(losses),
      path: pathOf("GetJob", { id: record.id }),
    },
  };
}

/** What subscriptions may filter on: texts, and a list of texts. */
export function eventAttributes({ type, job }: JobEvent): Record<string, string | readonly string[]> {
  const tags = tagTexts(job);
  return { type, job: job.id, state: job.state, ...(tags.length > 0 && { tags }) };
}
