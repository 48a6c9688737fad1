import type { ErrorCode } from "./error-status.ts";

/** What a client can know of a code beforehand. */
export interface ProblemKind {
  /** Whether the same request, sent again later, may be done. */
  readonly isRetryable: boolean;
  /** How long to wait before that, as the header Retry-After says in whole seconds; absent where waiting is of no use. */
  readonly retryAfterSeconds?: number | "until midnight, UTC";
  /** When it is answered, in words. */
  readonly means: string;
  /** What to do next, in words. */
  readonly next: string;
}

/** Every code of a problem, explained: the reference page and docs/problems.md are written from it. */
export const problemKinds = {
  invalid: {
    isRetryable: false,
    means: "A field, a parameter, a header or the body is not accepted, or is unknown. Nothing was done.",
    next: "Read `errors`: field, value, and what is accepted. Change the request.",
  },
  forbidden: {
    isRetryable: false,
    means: "The token has not the scope that the route needs, or its time is over. Nothing was done.",
    next: "`detail` says what the token has and what is needed. Use another token, or have one made.",
  },
  "not-found": {
    isRetryable: false,
    means: "There is no such route, job, probe, alarm, metric or token.",
    next: "Check the path. `detail` says what is not known, and of a probe whether it is still to come.",
  },
  "method-not-allowed": {
    isRetryable: false,
    means: "The path has no such method.",
    next: "Use one that the header `allow` lists.",
  },
  conflict: {
    isRetryable: false,
    means:
      "The idempotency key was used for a body that asks for something else, the job to cancel has ended, the job to purge has not, or SQS is still moving the queue's dead letters.",
    next: "Send another body under a new key. A job that has ended needs no cancelling; cancel one before it is purged. Redrive again once the list says that the move is done.",
  },
  "in-flight": {
    isRetryable: true,
    retryAfterSeconds: 3,
    means: "A request under the same idempotency key came less than 3 s ago and is not done yet.",
    next: "Send the same request again after `Retry-After`: the answer is the one job of both.",
  },
  gone: {
    isRetryable: false,
    means: "The job was purged: it and its data are gone for good. After 30 days it is `not-found`.",
    next: "Submit another job, under a new idempotency key.",
  },
  "too-large": {
    isRetryable: false,
    means: "The body is over 16 KB, or the answer is larger than Lambda can send.",
    next: "Send less, or ask for a part with `origin`, `target` and `variant`, or send `accept-encoding: gzip`.",
  },
  "unsupported-media-type": {
    isRetryable: false,
    means: "The body's content type is not `application/json`.",
    next: "Send JSON and say so.",
  },
  "over-budget": {
    isRetryable: true,
    retryAfterSeconds: "until midnight, UTC",
    means:
      "The job's estimate is more than what is left today of the token's budget, or of the stage's. Nothing was done.",
    next: "`errors` says how much is left. Ask for less, or send the same after `Retry-After`: budgets renew at midnight, UTC.",
  },
  corrupt: {
    isRetryable: false,
    means: "A stored item does not parse. The log of api names it (`item.damaged` or `request.failed`).",
    next: "Give the operator `instance`: it is `requestId` in the log. The item has to be restored or deleted.",
  },
  unavailable: {
    isRetryable: true,
    retryAfterSeconds: 5,
    means: "Something behind the API did not answer. It is logged. A job may have been submitted.",
    next: "Send the same request again after `Retry-After`; a job only under its idempotency key.",
  },
} as const satisfies Record<ErrorCode, ProblemKind>;

/** Where the API explains a code: a path of its own, so that it holds wherever it is deployed. */
export const problemType = (code: ErrorCode): string => `/docs#problem-${code}`;
