/** One kind of line in the functions' logs. */
export interface LogEvent {
  readonly level: "INFO" | "WARN" | "ERROR";
  /** Verbs of the functions that log it. */
  readonly by: readonly ("api" | "plan" | "consume" | "reconcile")[];
  /** Fields that every line about the same message has. */
  readonly ids: readonly string[];
  /** Its own fields. `error` holds name, message and stack. */
  readonly fields: readonly string[];
  /** Sets of fields of which it has one besides. */
  readonly oneOf?: readonly (readonly string[])[];
  /** When it is logged, for people. */
  readonly says: string;
}

/** Every event that is logged, by its name. Names and fields are stable: docs/logs.md promises them. */
export const logEvents = {
  "job.submitted": {
    level: "INFO",
    by: ["api"],
    ids: [],
    fields: ["job", "planned", "repeated"],
    says: "a job was submitted; `repeated` says that its key was used before",
  },
  "job.cancelled": {
    level: "INFO",
    by: ["api"],
    ids: [],
    fields: ["job"],
    says: "a job was cancelled",
  },
  "job.purged": {
    level: "INFO",
    by: ["api"],
    ids: [],
    fields: ["job"],
    says: "a job was purged: reading it is a 410 from now on",
  },
  "token.created": {
    level: "INFO",
    by: ["api"],
    ids: [],
    fields: ["token", "principal"],
    says: "a token was made; `token` is its id, `principal` who made it. No line has a secret",
  },
  "token.revoked": {
    level: "INFO",
    by: ["api"],
    ids: [],
    fields: ["token", "principal"],
    says: "a token was revoked, or is again; API Gateway may let it in for a minute more",
  },
  "token.notNoted": {
    level: "WARN",
    by: ["api"],
    ids: [],
    fields: ["token", "error"],
    says: "the use of a token could not be noted: `lastUsedAt` may be too old by some hours",
  },
  "budget.notGivenBack": {
    level: "WARN",
    by: ["api"],
    ids: [],
    fields: ["job", "error"],
    says: "what a job that was not submitted had been charged could not be given back: it counts until midnight, UTC",
  },
  "request.failed": {
    level: "ERROR",
    by: ["api"],
    ids: [],
    fields: ["request", "requestId", "error"],
    says: "a request was answered with 5xx; `request` holds its method and path, `requestId` is the answer's `instance` and the access log's id",
  },
  "item.damaged": {
    level: "ERROR",
    by: ["api", "reconcile"],
    ids: [],
    fields: ["item", "why"],
    says: "a stored item cannot be read, or is not what the plan has there. It counts as lost; everything else is shown",
  },
  "region.unreadable": {
    level: "ERROR",
    by: ["api"],
    ids: [],
    fields: ["region", "error"],
    says: "CloudWatch of a region could not be read; the answer names the region",
  },
  "letters.unreadable": {
    level: "ERROR",
    by: ["api"],
    ids: [],
    fields: ["queue", "region", "error"],
    says: "a queue of dead letters could not be read or written; the answer names it",
  },
  "letters.redriven": {
    level: "INFO",
    by: ["api"],
    ids: [],
    fields: ["queue", "region", "moved", "principal"],
    says: "dead letters are sent back, `moved` so far; SQS may go on",
  },
  "letter.dropped": {
    level: "WARN",
    by: ["api"],
    ids: [],
    fields: ["queue", "region", "letter", "job", "origin", "index", "reason", "principal"],
    says: "a dead letter, whose message id is `letter`, is deleted for the `reason` that `principal` gave",
  },
  "reconcile.notAsked": {
    level: "WARN",
    by: ["api", "consume"],
    ids: [],
    fields: ["job", "error"],
    says: "reconcile could not be asked to look at a job now; it looks within a minute anyway",
  },
  "job.planned": {
    level: "INFO",
    by: ["plan"],
    ids: ["job"],
    fields: ["blocks"],
    says: "all blocks of a job whose time comes within five minutes were published",
  },
  "plan.cancelled": {
    level: "INFO",
    by: ["plan"],
    ids: ["job"],
    fields: ["blocks"],
    says: "the job is cancelled: no more than `blocks` of its blocks were published",
  },
  "block.stored": {
    level: "INFO",
    by: ["consume"],
    ids: ["job", "origin", "index"],
    fields: ["probes"],
    says: "a block was run and stored",
  },
  "block.duplicate": {
    level: "INFO",
    by: ["consume"],
    ids: ["job", "origin", "index"],
    fields: ["probes"],
    says: "a block had been stored before; this delivery was dropped",
  },
  "block.dropped": {
    level: "INFO",
    by: ["consume"],
    ids: ["job", "origin", "index"],
    fields: ["probes"],
    says: "a block's job is over; the block was not run",
  },
  "block.postponed": {
    level: "INFO",
    by: ["consume"],
    ids: ["job", "origin", "index"],
    fields: ["probes"],
    says: "a block came ahead of its time, or while another delivery of it ran; it was not run, and is hidden in the queue until then",
  },
  "message.failed": {
    level: "ERROR",
    by: ["consume", "plan"],
    ids: [],
    fields: [],
    oneOf: [["code", "fields"], ["error"]],
    says: "a message was not handled and comes back. With the code `invalid` it never can be handled: it has another form, or is a block that plan did not publish, or not for this region. `fields` says what is wrong (`mac`: the signature alone)",
  },
  "metrics.failed": {
    level: "ERROR",
    by: ["consume"],
    ids: [],
    fields: ["metrics", "error"],
    says: "metrics could not be put in the home region. The block is stored, and the alarm `metrics-failed` rings",
  },
  "shard.sealed": {
    level: "INFO",
    by: ["reconcile"],
    ids: [],
    fields: ["job", "origin", "shard"],
    says: "a shard was summarised for good; `shard` is `all` for an origin's roll-up",
  },
  "job.finished": {
    level: "INFO",
    by: ["reconcile"],
    ids: [],
    fields: ["job", "state", "lost"],
    says: "a job ended",
  },
  "job.announced": {
    level: "INFO",
    by: ["reconcile"],
    ids: [],
    fields: ["job", "event"],
    says: "the end of a job was told to the topic of events; `event` is its id, the same if it is told again",
  },
  "job.deleted": {
    level: "INFO",
    by: ["reconcile"],
    ids: [],
    fields: ["job"],
    says: "all that was stored of a purged job is deleted",
  },
  "jobs.reconciled": {
    level: "INFO",
    by: ["reconcile"],
    ids: [],
    fields: ["open", "stuck", "closed", "left", "failed"],
    says: "a run is over; `left` counts the jobs it had no time for",
  },
  "reconcile.failed": {
    level: "ERROR",
    by: ["reconcile"],
    ids: [],
    fields: ["job", "error"],
    says: "a job could not be reconciled; the others were",
  },
} as const satisfies Record<string, LogEvent>;

export type LogEventName = keyof typeof logEvents;
