import { describe, expect, it } from "vitest";
import { readEmbedded } from "../../../packages/local/src/cloudwatch/emf.ts";
import { createVirtualCloudWatch, line, startMs } from "./virtual-cloudwatch.ts";

const directive = {
  Namespace: "Crisscross",
  Dimensions: [["origin", "variant"], ["origin"], []],
  Metrics: [{ Name: "total", Unit: "Milliseconds" }, { Name: "probes" }],
};
const root = {
  _aws: { Timestamp: startMs, CloudWatchMetrics: [directive] },
  origin: "eu-west-2",
  variant: "bare",
  total: [80.5, 91],
  probes: 2,
};
const read = (document: unknown) => readEmbedded(JSON.stringify(document), startMs);
const readWith = (changes: object) => read({ ...root, ...changes });
const readDirective = (changes: object) =>
  readWith({ _aws: { Timestamp: startMs, CloudWatchMetrics: [{ ...directive, ...changes }] } });

describe("a document of the embedded metric format", () => {
  it("gives each metric in each of its dimension sets", () => {
    const embedded = read(root);
    const data = embedded?.kind === "metrics" ? embedded.data : [];
    expect(data).toHaveLength(6);
    expect(data[0]).toEqual({
      namespace: "Crisscross",
      name: "total",
      dimensions: { origin: "eu-west-2", variant: "bare" },
      epochMs: startMs,
      unit: "Milliseconds",
      sample: { kind: "values", values: [80.5, 91] },
    });
    expect(data[3]).toMatchObject({ name: "probes", dimensions: { origin: "eu-west-2" }, unit: "None" });
    expect(data[5]).toMatchObject({ dimensions: {} });
  });

  it("may stand behind what Lambda puts before a line", () => {
    const text = `2026-11-20T10:00:00.000Z\tr-1\tINFO\t${JSON.stringify(root)}`;
    expect(readEmbedded(text, startMs)?.kind).toBe("metrics");
  });

  it.each([
    "{}",
    "not JSON _aws",
    '{"message":{"_aws":{"CloudWatchMetrics":[]}}}',
    '"_aws" "CloudWatchMetrics" {',
  ])("is not %s", (text) => {
    expect(readEmbedded(text, startMs)).toBeUndefined();
  });

  it.each([
    ["a unit that does not exist", readDirective({ Metrics: [{ Name: "total", Unit: "Hours" }] })],
    ["a metric that is not there", readDirective({ Metrics: [{ Name: "absent" }] })],
    ["a metric that is no number", readWith({ probes: "2" })],
    ["more than 100 values", readWith({ total: Array.from({ length: 101 }, () => 1) })],
    [
      "more than 100 metrics",
      readDirective({ Metrics: Array.from({ length: 101 }, () => ({ Name: "probes" })) }),
    ],
    ["more than 30 dimensions", readDirective({ Dimensions: [Array.from({ length: 31 }, () => "origin")] })],
    ["a dimension that is not there", readDirective({ Dimensions: [["target"]] })],
    ["a dimension that is no text", readWith({ variant: 3 })],
    ["no namespace", readDirective({ Namespace: undefined })],
    ["no time", readWith({ _aws: { CloudWatchMetrics: [directive] } })],
    ["a time of three weeks ago", readWith({ _aws: { ...root._aws, Timestamp: startMs - 21 * 86_400_000 } })],
    [
      "a time of three hours from now",
      readWith({ _aws: { ...root._aws, Timestamp: startMs + 3 * 3_600_000 } }),
    ],
  ])("with %s is invalid as a whole", (_what, embedded) => {
    expect(embedded).toMatchObject({ kind: "invalid", reason: expect.any(String) });
  });

  it("with an empty dimension is published without it, and says so", async () => {
    const cloudWatch = createVirtualCloudWatch();
    cloudWatch.log({ ...line, kind: "function", message: JSON.stringify({ ...root, variant: "" }) });
    await cloudWatch.stop();
    expect(cloudWatch.events).toEqual([
      { kind: "dimensionDropped", region: line.region, logGroup: line.logGroup, dimension: "variant" },
    ]);
    const embedded = readWith({ variant: "" });
    expect(embedded).toMatchObject({ kind: "metrics", emptyDimensions: ["variant"] });
    if (embedded?.kind === "metrics") expect(embedded.data[0]?.dimensions).toEqual({ origin: "eu-west-2" });
  });

  it("is counted and reported when it is dropped, and read only from what functions write", async () => {
    const cloudWatch = createVirtualCloudWatch();
    const message = JSON.stringify({ ...root, probes: "2" });
    cloudWatch.log({ ...line, kind: "function", message });
    cloudWatch.log({ ...line, kind: "platform", message });
    await cloudWatch.stop();
    expect(cloudWatch.events).toEqual([
      {
        kind: "metricsDropped",
        region: line.region,
        logGroup: line.logGroup,
        reason: expect.stringContaining("probes"),
      },
    ]);
  });
});
