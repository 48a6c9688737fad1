/**
 * The measures of a sample: name and meaning. Values are integer microseconds inside, ms with µs resolution outside. A
 * name stands for one wait between the functions it names; a variant without that wait lacks the measure.
 */
export const measures = {
  total:
    "consume waits for the first function it calls: outer, or inner in a direct variant. Like every wait and execution it is less the connections that functions behind it made to keep",
  originWait:
    "the function in the origin that makes the call (outer, or consume in a direct variant) waits for all behind it: inner, or the whole way through via",
  preparing:
    "the function in the origin prepares its call, before originWait: it makes a connection where none is kept, builds and signs the request",
  outerBilled: "billed duration of outer, from its receipt, with the connections it made",
  outerExecution: "duration of outer, from its receipt, less the connections made meanwhile",
  outerInit: "init duration of outer, from its receipt; cold starts only",
  innerObserved: "outer waits for inner; only where outer itself calls it, without direct and via",
  innerBilled: "billed duration of inner, from its receipt, with the connection it made to DynamoDB",
  innerExecution: "duration of inner, from its receipt, less that connection",
  innerInit: "init duration of inner, from its receipt; cold starts only",
  db: "inner waits for DynamoDB",
  outerOverhead: "total - outerExecution",
  innerOverhead: "innerObserved - innerExecution",
  innerTransit:
    "innerOverhead - the init within the wait: request and response, network and dispatch together, and the making of a fresh connection",
  lateness: "intended time to start of the probe; two machines' clocks, so skewed by their difference",
  queue: "publish to first receive; two machines' clocks, so skewed by their difference",
} as const;

export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as readonly Measure[];
