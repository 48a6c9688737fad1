/**
 * The measures of a sample: name and meaning. Values are integer microseconds inside, ms with µs resolution outside. A
 * name stands for one wait between the functions it names; a variant without that wait lacks the measure.
 */
export const measures = {
  total: "consume waits for the first function it calls: outer, or inner in a direct variant",
  originWait:
    "the function in the origin that makes the call (outer, or consume in a direct variant) waits for all behind it: inner, or the whole way through via",
  outerBilled: "billed duration of outer, from its receipt",
  outerExecution: "duration of outer, from its receipt",
  outerInit: "init duration of outer, from its receipt; cold starts only",
  innerObserved: "outer waits for inner; only where outer itself calls it, without direct and via",
  innerBilled: "billed duration of inner, from its receipt",
  innerExecution: "duration of inner, from its receipt",
  innerInit: "init duration of inner, from its receipt; cold starts only",
  db: "inner waits for DynamoDB",
  outerOverhead: "total - outerExecution",
  innerOverhead: "innerObserved - innerExecution",
  innerTransit:
    "innerOverhead - the init within the wait: request and response, network and dispatch together",
  lateness: "intended time to start of the probe; two machines' clocks, so skewed by their difference",
  queue: "publish to first receive; two machines' clocks, so skewed by their difference",
} as const;

export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as readonly Measure[];
