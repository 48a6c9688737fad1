import { createRequire } from "node:module";
import { otlpOf } from "@crisscross/core/traces/otlp";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyProbe, dbProbe, throttledProbe } from "./probes.ts";

/** OpenTelemetry's published messages, as its exporter ships them. */
interface Message {
  verify(object: object): string | null;
  fromObject(object: object): object;
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  toObject(message: object, options: object): object;
}
const root = createRequire(import.meta.url)("@opentelemetry/otlp-transformer/build/src/generated/root.js");
const Request: Message = root.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

const ids = new Set(["traceId", "spanId", "parentSpanId"]);
const recoded = (object: object, from: BufferEncoding, to: BufferEncoding): object =>
  JSON.parse(JSON.stringify(object), (key, value) =>
    ids.has(key) ? Buffer.from(value, from).toString(to) : value,
  );

/**
 * OTLP's JSON: protobuf's mapping, but for ids in hex and enums as numbers. What the schema does not know, or has as another
 * type, comes back otherwise from bytes.
 */
function throughBytes(document: object): object {
  const message = Request.fromObject(recoded(document, "hex", "base64"));
  expect(Request.verify(message)).toBeNull();
  const read = Request.decode(Request.encode(message).finish());
  return recoded(Request.toObject(read, { longs: String, bytes: String }), "base64", "hex");
}

const spansOf = (document: ReturnType<typeof otlpOf>) =>
  document.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));

describe("a probe in OTLP's JSON", () => {
  it("is the same after it went through the published schema's bytes", () => {
    for (const probe of [dbProbe(), throttledProbe()])
      expect(throughBytes(otlpOf(probe))).toEqual(otlpOf(probe));
    fc.assert(
      fc.property(anyProbe, ({ document }) => {
        expect(throughBytes(otlpOf(document))).toEqual(otlpOf(document));
      }),
    );
  });

  it("would not be, with a field that the schema has not, or a number where it has text", () => {
    const trace = otlpOf(dbProbe());
    expect(throughBytes({ ...trace, resource_spans: [] })).not.toEqual({ ...trace, resource_spans: [] });
    const spans = (change: object) => {
      const copy = structuredClone(trace);
      Object.assign(copy.resourceSpans[0]?.scopeSpans[0]?.spans[0] ?? {}, change);
      return copy;
    };
    for (const change of [{ startTimeUnixNano: 1_800_000_000_000 }, { flavour: "x" }, { name: 7 }])
      expect(throughBytes(spans(change))).not.toEqual(spans(change));
  });

  it("has valid ids: one trace, a span once, every parent there, and the same the next time", () => {
    const spans = spansOf(otlpOf(dbProbe()));
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(spans[0]?.traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
    const own = spans.map(({ spanId }) => spanId);
    for (const id of own) expect(id).toMatch(/^(?!0+$)[0-9a-f]{16}$/);
    expect(new Set(own).size).toBe(spans.length);
    const parents = spans.flatMap(({ parentSpanId }) => parentSpanId ?? []);
    expect(parents.length).toBe(spans.length - 1);
    expect(own).toEqual(expect.arrayContaining(parents));
    expect(otlpOf(dbProbe())).toEqual(otlpOf(dbProbe()));
    const other = { ...dbProbe(), probe: "ap-south-1.8" };
    expect(spansOf(otlpOf(other))[0]?.traceId).not.toBe(spans[0]?.traceId);
  });

  it("ends no span before it began, whatever wall clocks say", () => {
    const probe = dbProbe();
    const hops = probe.hops.map((hop, place) => (place === 1 ? { ...hop, lowMs: -50, highMs: -50 } : hop));
    for (const { startTimeUnixNano, endTimeUnixNano } of spansOf(otlpOf({ ...probe, hops })))
      expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
  });

  it("says what bounds a time that is drawn in the middle, and names its one wall clock", () => {
    const spans = spansOf(otlpOf(dbProbe()));
    const attributesOf = (name: string) =>
      Object.fromEntries(
        spans
          .find((span) => span.name === name)
          ?.attributes.map(({ key, value }) => [key, Object.values(value)[0]]) ?? [],
      );
    expect(attributesOf("inner")).toMatchObject({
      "crisscross.certainty": "exact",
      "crisscross.drawn": "the middle of what is possible",
      "crisscross.lengthLeastMs": "2",
      "crisscross.lengthMostMs": "2",
    });
    const { "crisscross.startEarliestMs": earliest, "crisscross.startLatestMs": latest } =
      attributesOf("inner");
    expect(Number(earliest)).toBeLessThan(Number(latest));
    expect(attributesOf("wait for outer")).not.toHaveProperty("crisscross.drawn");
    expect(attributesOf("probe")).toMatchObject({
      "crisscross.anchor": "probe started, by the wall clock of consume-1",
    });
    const wait = spans.find(({ name }) => name === "wait for outer");
    expect(wait?.startTimeUnixNano).toBe("1800000000500000000");
    expect(wait?.endTimeUnixNano).toBe("1800000000800000000");
  });

  it("has a status of error where the call was not ok", () => {
    const wait = spansOf(otlpOf(throttledProbe())).find(({ name }) => name === "wait for outer");
    expect(wait?.status).toEqual({ code: 2, message: "throttled: Rate exceeded" });
  });
});
