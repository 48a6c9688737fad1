/** A Lambda function's verb: its file in packages/functions/src and the end of its physical name. */
export type Verb =
  | "api"
  | "authorize"
  | "plan"
  | "reconcile"
  | "consume"
  | "outer"
  | "inner"
  | "inner-db"
  | "page";

interface FunctionLimits {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

/**
 * inner answers within 40 s, so outer (60 s) outlives it; consume runs a batch of blocks one after another, two of ten
 * probes with the default deadline and gap.
 */
export const functionLimits: Readonly<Record<Verb, FunctionLimits>> = {
  api: { memoryMb: 512, timeoutSeconds: 20 },
  authorize: { memoryMb: 256, timeoutSeconds: 5 },
  plan: { memoryMb: 512, timeoutSeconds: 300 },
  // Less than the minute between two runs, so that they do not overlap; 1,769 MB are one whole processor.
  reconcile: { memoryMb: 1769, timeoutSeconds: 55 },
  consume: { memoryMb: 512, timeoutSeconds: 272 },
  outer: { memoryMb: 512, timeoutSeconds: 60 },
  inner: { memoryMb: 256, timeoutSeconds: 40 },
  "inner-db": { memoryMb: 256, timeoutSeconds: 40 },
  page: { memoryMb: 256, timeoutSeconds: 5 },
};

/** How a queue feeds its function. */
export interface MappingLimits {
  readonly batchSize: number;
  readonly maximumConcurrency: number;
}

export const planMapping: MappingLimits = { batchSize: 1, maximumConcurrency: 2 };
export const consumeMapping: MappingLimits = { batchSize: 2, maximumConcurrency: 2 };

/** A message that failed this often goes to the dead-letter queue (AWS advises at least 5). */
const mostFailures = 5;

/**
 * SQS counts a postponed delivery as a receive too. A block is published five minutes ahead of its time at most, so it is
 * postponed once; one more is for a mapping that hands a hidden block over again.
 */
const mostPostponements = 2;

/** After how many receives a queue gives a message up. */
export const maxReceiveCount = (verb: Verb): number =>
  mostFailures + (verb === "consume" ? mostPostponements : 0);

/** AWS advises a visibility timeout of six function timeouts, so that retries of throttled batches fit. */
export const visibilitySeconds = (verb: Verb): number => 6 * functionLimits[verb].timeoutSeconds;

const slackSeconds = 5;

/** The longest one block may take so that a full batch ends before consume's timeout, in ms. */
export const blockBudgetMs =
  (functionLimits.consume.timeoutSeconds / consumeMapping.batchSize - slackSeconds) * 1000;
