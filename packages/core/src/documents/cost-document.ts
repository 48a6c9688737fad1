import * as v from "valibot";
import { hoursPerMonth } from "../cost/metric-uses.ts";
import { type Cost, type CostLine, costOf, type Use } from "../cost/uses.ts";
import { count } from "../edge/schema.ts";
import { StoredSpec } from "../job/job-record.ts";
import { priceNames } from "../job/prices.ts";
import { jobStates } from "../standing/job-state.ts";
import { RegionFailure } from "./alarm-view.ts";

const usd = v.pipe(v.number(), v.minValue(0));

/** So many units of what AWS sells in one region, at its list price there. */
const CostLineView = v.object({
  region: v.string(),
  item: v.picklist(priceNames),
  /** What used them: a function, a queue, a table. */
  by: v.string(),
  amount: v.pipe(v.number(), v.minValue(0)),
  unit: v.string(),
  /** Absent where the price is not known. */
  usd: v.optional(usd),
  /** Of one unit: its list price, and the day and place it was found; or why it is not known. */
  price: v.union([
    v.object({ usd, date: v.string(), source: v.string() }),
    v.object({ unknown: v.string() }),
  ]),
});

export const CostView = v.object({
  lines: v.array(CostLineView),
  /** Of the lines whose price is known. */
  usd,
  /** True where a line's price is not known: all of it is more than `usd`. */
  isAtLeast: v.boolean(),
});
export type CostView = v.InferOutput<typeof CostView>;

const shared = {
  /** What the stage's alarms cost in as many seconds, whether there is a job or not: in no total. */
  alarms: v.object({ ...CostView.entries, failures: v.array(RegionFailure) }),
  /** What is in no line. */
  notCounted: v.array(v.string()),
  /** How the prices were come by. */
  prices: v.string(),
};

/** What a job would take and cost, before there is one. */
export const EstimateDocument = v.object({
  spec: StoredSpec,
  cells: count,
  blocks: count,
  probes: count,
  /** From the first block's time to the last result. */
  seconds: v.number(),
  /** What times are reckoned from. */
  basis: v.string(),
  ...CostView.entries,
  ...shared,
});
export type EstimateDocument = v.InferOutput<typeof EstimateDocument>;

/** What a job was estimated to cost, and what it cost so far by what it stored. */
export const CostDocument = v.object({
  job: v.object({ id: v.string(), state: v.picklist(jobStates) }),
  estimate: CostView,
  actual: CostView,
  basis: v.object({
    /** Blocks read, of those stored: of a large job runs spread evenly over it, each for many. */
    blocks: count,
    stored: count,
    /** Calls that ran and left no receipt: what they were billed is not known, and not in `actual`. */
    unbilled: count,
    /** Lines of `actual` that nothing is stored of, as the estimate has them. */
    assumed: v.array(v.string()),
  }),
  ...shared,
});
export type CostDocument = v.InferOutput<typeof CostDocument>;

export const estimateBasis =
  "the table of round trips between regions, 18 ms that Lambda adds to each call, and environments that start for the job";

export const notCounted = [
  "API Gateway, and whoever reads the job while it runs",
  "deliveries and calls that come twice, and polls of queues that find nothing",
  "storage, and composite alarms",
  "free tiers, discounts and taxes",
];

export const assumedLines = [
  "authorize, api, plan and reconcile: requests and GB-s",
  "consume: its init, its requests to the results table but for the claim, and how many blocks it was handed at a time",
  "bytes of logs, of messages and of calls, without their padding",
  "summaries of shards of a large job, and units read of the results table",
];

/** Metrics that alarms read, by region. */
type AlarmCounts = ReadonlyMap<string, number>;

/** What alarms cost in some seconds. */
export const alarmsCost = (counts: AlarmCounts, seconds: number): Cost =>
  costOf(
    [...counts].map(([region, metrics]): Use => {
      const amount = (metrics * seconds) / 3_600 / hoursPerMonth;
      return { region, price: "alarmMonth", by: "alarms", amount };
    }),
  );

export const costViewOf = ({ lines, usd: sum, isAtLeast }: Cost): CostView => ({
  lines: lines.map(lineViewOf),
  usd: sum,
  isAtLeast,
});

function lineViewOf({ price, at, ...line }: CostLine): CostView["lines"][number] {
  return { ...line, item: price, price: at };
}
