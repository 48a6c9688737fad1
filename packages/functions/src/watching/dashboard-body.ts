import { parse } from "@crisscross/core/edge/schema";
import * as v from "valibot";

/** A line of a metric widget. */
export interface BodyLine {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
  region: string;
  stat: string;
  label: string;
}

export type BodyWidget =
  | { type: "text"; markdown: string }
  | { type: "metric"; title: string; unit: string; periodSeconds: number; lines: BodyLine[] }
  | { type: "alarm"; title: string; arns: string[]; states: string[] };

const Options = v.object({
  region: v.optional(v.string()),
  stat: v.optional(v.string()),
  label: v.optional(v.string()),
});
/** Namespace, name, then dimensions' names and values in turn, then options. Expressions are not shown. */
const Entry = v.pipe(
  v.array(v.union([v.string(), Options])),
  v.check((entry) => entry.slice(0, -1).every((part) => typeof part === "string"), "options at the end"),
);

const Widget = v.variant("type", [
  v.object({ type: v.literal("text"), properties: v.object({ markdown: v.string() }) }),
  v.object({
    type: v.literal("metric"),
    properties: v.object({
      title: v.optional(v.string(), ""),
      region: v.string(),
      stat: v.optional(v.string(), "Average"),
      period: v.optional(v.number(), 300),
      yAxis: v.optional(
        v.object({ left: v.optional(v.object({ label: v.optional(v.string(), "") }), {}) }),
        {},
      ),
      metrics: v.optional(v.array(Entry), []),
    }),
  }),
  v.object({
    type: v.literal("alarm"),
    properties: v.object({
      title: v.optional(v.string(), ""),
      alarms: v.array(v.string()),
      states: v.optional(v.array(v.string()), ["ALARM", "INSUFFICIENT_DATA", "OK"]),
    }),
  }),
]);
type ParsedWidget = v.InferOutput<typeof Widget>;

const Body = v.pipe(v.string(), v.parseJson(), v.object({ widgets: v.array(Widget) }));

/**
 * Reads a dashboard's body (CloudWatch's "Dashboard Body Structure and Syntax") as far as stacks/ generates it.
 * Throws AppError `corrupt` naming what it cannot show.
 */
export function readBody(body: string): BodyWidget[] {
  return parse(Body, body, "dashboard body", "corrupt").widgets.map(readWidget);
}

function readWidget({ type, properties }: ParsedWidget): BodyWidget {
  if (type === "text") return { type, markdown: properties.markdown };
  const { title } = properties;
  if (type === "alarm") return { type, title, arns: properties.alarms, states: properties.states };
  const { yAxis, period, region, stat, metrics } = properties;
  const unit = yAxis.left.label;
  const lines = metrics.map((entry) => readLine(entry, { region, stat }));
  return { type, title, unit, periodSeconds: period, lines };
}

function readLine(entry: v.InferOutput<typeof Entry>, defaults: Pick<BodyLine, "region" | "stat">): BodyLine {
  const texts = entry.filter((part) => typeof part === "string");
  const options = entry.find((part) => typeof part !== "string") ?? {};
  const [namespace = "", name = "", ...pairs] = texts;
  const dimensions: Record<string, string> = {};
  for (let place = 0; place + 1 < pairs.length; place += 2)
    dimensions[pairs[place] ?? ""] = pairs[place + 1] ?? "";
  const { region = defaults.region, stat = defaults.stat, label = name } = options;
  return { namespace, name, dimensions, region, stat, label };
}
