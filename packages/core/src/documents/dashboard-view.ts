import * as v from "valibot";
import { Instant } from "../edge/instant.ts";
import { count } from "../edge/schema.ts";
import { wans } from "../job/wan.ts";
import { AlarmView, RegionFailure } from "./alarm-view.ts";
import { MetricPoints } from "./metric-view.ts";

const Line = v.object({
  label: v.string(),
  region: v.string(),
  stat: v.string(),
  points: MetricPoints,
});

/** A widget of the dashboard's body with what it shows at the moment. */
export const DashboardWidget = v.variant("type", [
  v.object({ type: v.literal("text"), markdown: v.string() }),
  v.object({
    type: v.literal("metric"),
    title: v.string(),
    /** What its left axis says. */
    unit: v.string(),
    periodSeconds: v.number(),
    /** Lines without data have no points. */
    lines: v.array(Line),
  }),
  v.object({
    type: v.literal("alarm"),
    title: v.string(),
    /** Only those in the states it shows, the most urgent first. */
    alarms: v.array(AlarmView),
    /** How many it watches, whatever their state. */
    watched: v.number(),
  }),
]);
export type DashboardWidget = v.InferOutput<typeof DashboardWidget>;

/** The CloudWatch dashboard of a stage, with its data. */
export const DashboardView = v.object({
  name: v.string(),
  from: Instant,
  to: Instant,
  widgets: v.array(DashboardWidget),
  failures: v.array(RegionFailure),
  /** The network that jobs of this stage are measured over now, and what stands behind its figures in this time. */
  wan: v.optional(v.picklist(wans)),
  probes: v.optional(count),
  coldStarts: v.optional(count),
});
export type DashboardView = v.InferOutput<typeof DashboardView>;
