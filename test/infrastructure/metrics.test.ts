import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { metricNames, metricNamespace, metricOf } from "@crisscross/core/metrics/metrics";
import { describe, expect, it } from "vitest";
import { renderMetrics } from "../../scripts/metrics/render.ts";
import { committed, ofType, types } from "./stack.ts";
import {
  alarms,
  physicalNames,
  type Read,
  readByAlarm,
  readByWidget,
  watchTypes,
  widgets,
} from "./watching.ts";

const namespace = metricNamespace("local");
const reads: readonly Read[] = [...alarms().flatMap(readByAlarm), ...widgets().flatMap(readByWidget)];
const filters = ofType(watchTypes.filter).map(({ region, inputs }) => {
  const { namespace, name } = inputs.metricTransformation as { namespace: string; name: string };
  return { region, namespace, name };
});

describe("docs/metrics.md", () => {
  it("is what the table and stacks/ say", async () => {
    const stored = await readFile(join(import.meta.dirname, "../../docs/metrics.md"), "utf8");
    const isFresh = stored === renderMetrics(committed);
    expect(isFresh, "docs/metrics.md is stale: run `npm run metrics` and commit it").toBe(true);
  });

  it("has a row for each alarm, by the name that the API gives it", () => {
    const text = renderMetrics(committed);
    for (const { inputs } of alarms())
      expect(text).toContain(`\n| ${String(inputs.name).replace(`${namespace}/`, "")} | `);
  });
});

describe("metrics", () => {
  it("of the table are read by an alarm or a widget", () => {
    const read = new Set(reads.filter((one) => one.namespace === namespace).map(({ name }) => name));
    expect(metricNames.filter((name) => !read.has(name))).toEqual([]);
  });

  it("of log metric filters are read by an alarm each", () => {
    const read = new Set(
      alarms()
        .flatMap(readByAlarm)
        .map(({ region, name }) => `${region} ${name}`),
    );
    expect(filters.filter(({ region, name }) => !read.has(`${region} ${name}`))).toEqual([]);
  });

  it("come from a log group that exists", () => {
    const groups = physicalNames(types.logGroup);
    for (const { region, inputs } of ofType(watchTypes.filter))
      expect(groups).toContain(`${region} ${inputs.logGroupName}`);
  });

  it("that functions publish have the namespace of the stage in each publisher's environment", () => {
    const verbs = new Set(metricNames.flatMap((name) => [...metricOf(name).emitters]));
    for (const { inputs } of ofType(types.function, committed)) {
      const verb = String(inputs.name).replace("crisscross-local-", "");
      const { variables } = inputs.environment as { variables: Record<string, string> };
      if ([...verbs].some((one) => one === verb))
        expect(variables.POWERTOOLS_METRICS_NAMESPACE).toBe(namespace);
    }
  });
});
