import * as v from "valibot";
import { Instant } from "../edge/instant.ts";
import { RegionFailure } from "./alarm-view.ts";

/** Start of a period, and the statistic over it. Oldest first; periods without data are left out. */
export const MetricPoints = v.array(v.tuple([Instant, v.number()]));
export type MetricPoints = v.InferOutput<typeof MetricPoints>;

/** A metric of the table in metrics.ts, in every region that publishes it. */
export const MetricView = v.object({
  name: v.string(),
  unit: v.string(),
  meaning: v.string(),
  stat: v.string(),
  periodSeconds: v.number(),
  from: Instant,
  to: Instant,
  /** Only sets of dimensions that have data. */
  series: v.array(
    v.object({
      region: v.string(),
      dimensions: v.record(v.string(), v.string()),
      points: MetricPoints,
    }),
  ),
  failures: v.array(RegionFailure),
});
export type MetricView = v.InferOutput<typeof MetricView>;
