import { sampleDocumentOf } from "@crisscross/core/documents/sample-document";
import type { Sample } from "@crisscross/core/sample/stored-block";
import { describe, expect, it } from "vitest";
import { renderSample } from "../../../packages/cli/src/render/sample.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { blockOf, callOf, levelOf, receiptOf, sampleOf } from "../../core/samples.ts";

const linesOf = (sample: Sample): string[] =>
  renderSample(sampleDocumentOf(blockOf([sample]), sample), {
    paint: createPaint(false),
    columns: 160,
    marks: true,
  }).split("\n");

const made = { startUs: 910_000, lookupUs: 912_000, connectUs: 930_000, secureUs: 960_000 };

describe("the page of a probe", () => {
  it("shows a connection that outer made to keep as a part of consume's wait, though total is without it", () => {
    const preparing = { startUs: 905_000, endUs: 995_000, connecting: { ...made, endUs: 990_000 } };
    const lines = linesOf(sampleOf({}, { preparing, connection: "reused", socket: 3 }));
    expect(lines.find((line) => line.startsWith("The probe"))).toMatch(/^The probe, 300 ms/);
    expect(lines.find((line) => line.startsWith("TLS handshake for inner"))).toMatch(/prepare +exact +30$/);
    expect(lines.join("\n")).toContain("connection reused (its caller's number 3)");
    expect(lines.join("\n")).toContain("endpoint of inner looked up");
  });

  it("begins the waterfall with the fresh connection of a direct call, and tells it from the way", () => {
    const connecting = { startUs: 1_000_500, lookupUs: 1_002_000, connectUs: 1_020_000, secureUs: 1_060_000 };
    const call = callOf(200_000, {
      ...{ connection: "fresh", connecting, receipt: receiptOf(2_000) },
      level: levelOf({ startUs: 900_000, endUs: 902_000 }),
    });
    const lines = linesOf(sampleOf({ variant: "bare/direct/fresh", call }));
    const at = (begin: string) => lines.findIndex((line) => line.startsWith(begin));
    expect(at("lookup of inner")).toBeGreaterThan(at("The probe, 200 ms"));
    // The way to consume is about queues: it comes last.
    expect(at("behind earlier probes")).toBeGreaterThan(at("response from inner"));
    expect(lines.join("\n")).toContain(
      "Of the 198 ms between: connection 60.0, init 0.00, request and response together 138,",
    );
  });

  it("says by how much a call was slower than the fastest of its pair of environments", () => {
    const late = sampleOf(
      { seq: 1 },
      { receipt: receiptOf(3_000) },
      { receivedUs: 1_305_000, receipt: receiptOf(9_000) },
    );
    const document = sampleDocumentOf(blockOf([sampleOf(), late]), late);
    const page = renderSample(document, { paint: createPaint(false), columns: 160, marks: false });
    expect(page).toContain("Slower than the fastest of these 2 calls: request by 0.00, response by 5.00 ms");
  });

  it("says that a request was sent again since the kept connection was dead", () => {
    expect(linesOf(sampleOf({}, { resent: true })).join("\n")).toContain("sent again: the kept one was dead");
  });
});
