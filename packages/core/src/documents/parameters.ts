import * as v from "valibot";
import { InstantMs } from "../edge/instant.ts";
import { parseTagFilter, tagFilterForm } from "../job/labels.ts";
import { isStat, statForm } from "../metrics/metric-series.ts";
import { measureNames } from "../sample/measure.ts";
import { jobStates } from "../standing/job-state.ts";
import { alarmStates } from "./alarm-view.ts";
import { DropReason } from "./dead-letters.ts";
import { sampleFormats } from "./sample-text.ts";

/** One of a deployment's regions, or of a job's: only it knows which. */
const named = v.optional(v.pipe(v.string(), v.minLength(1, "one that the deployment has, or the job")));
/** A place in a list, as an earlier answer gave it. */
const cursor = v.optional(v.pipe(v.string(), v.minLength(1, "a place as an earlier answer gave it")));

const flag = v.optional(v.literal("true", "true, or no such parameter"));

const limitForm = "a whole number from 1 to 100";
const Limit = v.pipe(v.string(), v.regex(/^([1-9]\d?|100)$/, limitForm), v.transform(Number));

const creatorForm = "a principal, as `creator` of a job has it";

const TagText = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const filter = parseTagFilter(dataset.value);
    if (filter !== undefined) return filter;
    addIssue({ message: tagFilterForm });
    return NEVER;
  }),
  v.description("A tag as KEY=VALUE, or its KEY alone: jobs that have it."),
);

export const listQuery = {
  limit: v.optional(Limit, "20"),
  cursor,
  canaries: flag,
  state: v.optional(v.picklist(jobStates, `one of ${jobStates.join(", ")}`)),
  tag: v.optional(TagText),
  creator: v.optional(v.pipe(v.string(), v.regex(/^.{1,200}$/s, creatorForm))),
  /** When jobs were made: from the one instant on, up to and without the other. */
  from: v.optional(InstantMs),
  to: v.optional(InstantMs),
};

/** Nothing is stored or queued: the answer says what the job would take and cost. */
export const submitQuery = { dryRun: flag };

/** Removes a job that has ended, instead of cancelling one. */
export const cancelQuery = { purge: flag };

/** Keeps the cells of a matrix with this origin, target or variant. */
const cellQuery = { origin: named, target: named, variant: named };

const MeasureName = v.optional(v.picklist(measureNames, `one of ${measureNames.join(", ")}`));

/** Also widens intervals until all of them hold at once; `distribution` says how the values of a measure are spread. */
export const matrixQuery = { ...cellQuery, simultaneous: flag, distribution: MeasureName };

/** Also lists the samples that were read, with the value of a measure. */
export const attributionQuery = { ...cellQuery, samples: MeasureName };

export const samplesQuery = {
  format: v.optional(v.picklist(sampleFormats, `one of ${sampleFormats.join(", ")}`), "ndjson"),
  cursor,
};

export const alarmQuery = { region: named };

export const alarmsQuery = {
  state: v.optional(v.picklist(alarmStates, `one of ${alarmStates.join(", ")}`)),
  ...alarmQuery,
};

const periodForm = "whole minutes in seconds, from 60 to 86400";
const Period = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{1,4}$/, periodForm),
  v.transform(Number),
  v.check((seconds) => seconds % 60 === 0 && seconds <= 86_400, periodForm),
);

export const metricQuery = {
  stat: v.optional(v.pipe(v.string(), v.check(isStat, statForm))),
  period: v.optional(Period, "300"),
  from: v.optional(InstantMs),
  to: v.optional(InstantMs),
  ...cellQuery,
};

const minutesForm = "a whole number from 5 to 20160";
const Minutes = v.pipe(
  v.string(),
  v.regex(/^([5-9]|[1-9]\d{1,3}|1\d{4}|20(0\d\d|1[0-5]\d|160))$/, minutesForm),
  v.transform(Number),
);

/** How far back the dashboard looks. */
export const dashboardQuery = { minutes: v.optional(Minutes, "180") };

const mostForm = "a whole number from 1 to 100";
const MostLetters = v.pipe(v.string(), v.regex(/^([1-9]\d?|100)$/, mostForm), v.transform(Number));

/** Which dead letters to delete, and why. The region is needed where several have the queue. */
export const dropQuery = {
  queue: v.pipe(v.string(), v.minLength(1, "a queue that the list of dead letters names")),
  region: named,
  reason: DropReason,
  most: v.optional(MostLetters, "100"),
};

/** API Gateway joins a header that is there twice with a comma: a key that holds one may be two. */
export const IdempotencyKey = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x2b\x2d-\x7e]{1,128}$/, "one key of 1 to 128 visible ASCII characters, without a comma"),
);

/** An alarm's name without app and stage. */
export const AlarmName = v.pipe(v.string(), v.regex(/^[\w.-]{1,200}$/, "an alarm's name"));
