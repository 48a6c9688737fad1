import { readFileSync } from "node:fs";
import { billedMetrics } from "@crisscross/core/metrics/billed-metrics";
import { type Metric, metricVariantOf, metricVariants } from "@crisscross/core/metrics/metric-declaration";
import { metricNames, metricNamespace, metricOf } from "@crisscross/core/metrics/metrics";
import { describe, expect, it } from "vitest";

const entries = metricNames.map((name) => ({ name, ...metricOf(name) }));
const billed = (chosen: readonly Metric[]) =>
  chosen.reduce((sum, metric) => sum + billedMetrics(metric, 6), 0);

describe("the metric table", () => {
  it.each(entries)("has $name in a form CloudWatch takes", ({ name, dimensions, meaning }) => {
    expect(name).toMatch(/^[A-Z][A-Za-z]{1,60}$/);
    expect(new Set(dimensions).size).toBe(dimensions.length);
    expect(meaning).not.toBe("");
  });

  it("publishes nothing by target while all is well", () => {
    const byTarget = entries.filter(({ dimensions }) => dimensions.includes("target"));
    expect(byTarget.map(({ name, published }) => [name, published])).toEqual([["CellFailed", "nonzero"]]);
  });

  it("costs what the decision record says, for six regions", () => {
    const always = entries.filter(({ published }) => published === "always");
    const byVariant = always.filter(({ dimensions }) => dimensions.includes("variant"));
    const others = byVariant.map((metric) => ({ ...metric, variants: metric.variants.slice(1) }));
    const bare = billed(always) - billed(others);
    const file = new URL("../../../docs/adr/0005-metrics.md", import.meta.url);
    const record = readFileSync(file, "utf8").replaceAll("\n", " ");
    for (const count of [bare, billed(always), billed(entries)])
      expect(record).toContain(` ${count} metrics, $${(count * 0.3).toFixed(2)} a month`);
  });

  it("counts each combination of dimension values as one metric", () => {
    expect(billedMetrics(metricOf("Probes"), 6)).toBe(6);
    expect(billedMetrics(metricOf("Total"), 6)).toBe(36);
    expect(billedMetrics(metricOf("InnerOverhead"), 6)).toBe(24);
    expect(billedMetrics(metricOf("CellFailed"), 6)).toBe(36);
    expect(billedMetrics(metricOf("JobsStuck"), 6)).toBe(1);
    expect(billedMetrics(metricOf("Poison"), 6)).toBe(7);
  });
});

describe("metricVariantOf", () => {
  it.each([
    ["bare", "bare"],
    ["db-get", "db-get"],
    ["db-put", "db-put"],
    ["bare/fresh", "modified"],
    ["db-get/direct/up=1024", "direct"],
    ["db-get/fresh/via=eu-west-2", "via"],
    ["db-get/up=1024", "modified"],
  ])("says %s as %s", (variant, said) => {
    expect(metricVariantOf(variant)).toBe(said);
    expect(metricVariants).toContain(said);
  });
});

describe("metricNamespace", () => {
  it("keeps two stages of one account apart", () => {
    expect(metricNamespace("production")).toBe("Crisscross/production");
    expect(metricNamespace("staging")).not.toBe(metricNamespace("production"));
  });
});
