import { isRegion } from "@crisscross/core/job/regions";
import { describe, expect, it } from "vitest";
import { home, ofType, probeRegions } from "./stack.ts";
import { alarms, readByWidget, type Widget, watchTypes, widgets } from "./watching.ts";

/** Rules of CloudWatch's "Dashboard body structure and syntax". */
const types = new Set(["metric", "text", "log", "alarm", "explorer"]);
const views = new Set(["timeSeries", "singleValue", "gauge", "bar", "pie", "table"]);
const stats = /^(SampleCount|Average|Sum|Minimum|Maximum|p(100|\d{1,2}(\.\d{1,10})?))$/;
const states = new Set(["ALARM", "INSUFFICIENT_DATA", "OK"]);
const orders = new Set(["default", "stateUpdatedTimestamp", "timestamp"]);
const limits = {
  columns: 24,
  height: 1000,
  widgets: 500,
  metricsAWidget: 500,
  metrics: 2500,
  alarmsAWidget: 100,
};

const all = widgets();
const graphs = all.filter(({ type }) => type === "metric");
const overlaps = (a: Widget, b: Widget) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("the dashboard", () => {
  it("is one, at home, named after app and stage", () => {
    const found = ofType(watchTypes.dashboard).map(({ region, inputs }) => [region, inputs.dashboardName]);
    expect(found).toEqual([[home, "crisscross-local"]]);
  });

  it("has widgets of known types on the grid, none on another", () => {
    expect(all.length).toBeLessThanOrEqual(limits.widgets);
    for (const { type, x, y, width, height } of all) {
      expect(types).toContain(type);
      expect(x + width).toBeLessThanOrEqual(limits.columns);
      expect(height).toBeLessThanOrEqual(limits.height);
      for (const size of [x, y, width - 1, height - 1])
        expect(size).toSatisfy((n: number) => Number.isInteger(n) && n >= 0);
    }
    const pairs = all.flatMap((a, index) => all.slice(index + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => overlaps(a, b))).toEqual([]);
  });

  it("has graphs with a known view, period and region, and metrics in CloudWatch's form", () => {
    expect(graphs.flatMap(readByWidget).length).toBeLessThanOrEqual(limits.metrics);
    for (const { properties } of graphs) {
      expect(views).toContain(properties.view);
      expect(properties.region).toSatisfy((region: string) => isRegion(region));
      expect(Number(properties.period) % 60).toBe(0);
      expect(properties.metrics?.length).toSatisfy((n: number) => n >= 1 && n <= limits.metricsAWidget);
      for (const entry of properties.metrics ?? []) {
        // Namespace, name, pairs of dimension and value, options.
        expect(entry.length % 2).toBe(1);
        expect(entry.slice(0, -1).every((part) => typeof part === "string" && part !== "")).toBe(true);
        expect(Object.keys(entry.at(-1) as object).sort()).toEqual(["label", "region", "stat"]);
      }
    }
    for (const { stat, region } of graphs.flatMap(readByWidget)) {
      expect(stat).toMatch(stats);
      expect(isRegion(region)).toBe(true);
    }
  });

  it("names each line of a graph differently", () => {
    for (const { properties } of graphs) {
      const labels = (properties.metrics ?? []).map((entry) => (entry.at(-1) as { label: string }).label);
      expect(new Set(labels).size, properties.title).toBe(labels.length);
    }
  });

  it("shows every alarm's state, at most a hundred in a widget", () => {
    const shown = all.filter(({ type }) => type === "alarm");
    for (const { properties } of shown) {
      expect(properties.alarms?.length).toSatisfy((n: number) => n >= 1 && n <= limits.alarmsAWidget);
      expect(properties.states?.every((state) => states.has(state))).toBe(true);
      expect(orders).toContain(properties.sortBy);
    }
    const arns = shown.flatMap(({ properties }) => properties.alarms ?? []);
    const existing = [...alarms(), ...ofType(watchTypes.composite)].map(({ arn }) => arn);
    expect(arns.sort()).toEqual(existing.sort());
  });

  it("shows what a call takes from each origin", () => {
    for (const region of probeRegions) {
      const [graph] = graphs.filter(({ properties }) => properties.title === `From ${region}`);
      const shown = new Set(graph && readByWidget(graph).map(({ name }) => name));
      expect(shown).toEqual(new Set(["Total", "OuterOverhead", "InnerOverhead"]));
    }
  });

  it("has texts in markdown", () => {
    for (const { properties } of all.filter(({ type }) => type === "text"))
      expect(properties.markdown).toMatch(/^## \S/);
  });
});
