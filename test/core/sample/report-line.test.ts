import { parseReceipt } from "@crisscross/core/sample/report-line";
import { describe, expect, it } from "vitest";

const id = "8f507cfc-xmpl-4697-b07a-ac58fc914c95";
const text = (fields: string) => `START RequestId: ${id} Version: $LATEST\nEND RequestId: ${id}\n${fields}\n`;
const warm = `REPORT RequestId: ${id}\tDuration: 79.67 ms\tBilled Duration: 80 ms\tMemory Size: 128 MB\tMax Memory Used: 73 MB\t`;
const json = (record: object) =>
  `${JSON.stringify({ time: "2026-11-20T00:00:00.000Z", type: "platform.start", record: { requestId: id } })}\n` +
  `${JSON.stringify({ time: "2026-11-20T00:00:00.080Z", type: "platform.report", record })}\n`;
const metrics = { durationMs: 79.67, billedDurationMs: 80, memorySizeMB: 128, maxMemoryUsedMB: 73 };

describe("a receipt", () => {
  it("is read from a REPORT line", () => {
    expect(parseReceipt(text(warm))).toEqual({
      durationUs: 79_670,
      billedMs: 80,
      memoryMb: 128,
      maxMemoryMb: 73,
      source: "text",
    });
  });

  it("is read from a platform.report record", () => {
    expect(parseReceipt(json({ requestId: id, metrics, status: "success" }))).toEqual({
      durationUs: 79_670,
      billedMs: 80,
      memoryMb: 128,
      maxMemoryMb: 73,
      source: "json",
    });
  });

  it("is read where the call was for a tenant, whom Lambda names in its record", () => {
    const record = { requestId: id, metrics, status: "success", tenantId: "job/eu-west-2/0" };
    expect(parseReceipt(json(record))).toMatchObject({ durationUs: 79_670, billedMs: 80 });
  });

  it("has the init duration of a cold start", () => {
    expect(parseReceipt(text(`${warm}Init Duration: 114.31 ms\t`))).toMatchObject({
      initUs: 114_310,
      billedMs: 80,
    });
    const cold = { requestId: id, metrics: { ...metrics, initDurationMs: 114.31 }, status: "success" };
    expect(parseReceipt(json(cold))).toMatchObject({ initUs: 114_310 });
  });

  it("tells a restore from the duration", () => {
    const restored = text(`${warm}Restore Duration: 474.16 ms\tBilled Restore Duration: 75 ms\t`);
    expect(parseReceipt(restored)).toMatchObject({
      durationUs: 79_670,
      billedMs: 80,
      restoreUs: 474_160,
      billedRestoreMs: 75,
    });
    const record = {
      requestId: id,
      metrics: { ...metrics, restoreDurationMs: 474.16, billedRestoreDurationMs: 75 },
    };
    expect(parseReceipt(json(record))).toMatchObject({ restoreUs: 474_160, billedRestoreMs: 75 });
  });

  it("carries the status of an invocation that did not succeed", () => {
    expect(parseReceipt(text(`${warm}Status: timeout`))?.status).toBe("timeout");
    expect(parseReceipt(text(`${warm}Status: error\tError Type: Runtime.ExitError`))?.status).toBe("error");
    expect(parseReceipt(json({ requestId: id, metrics, status: "timeout" }))?.status).toBe("timeout");
  });

  it("ignores fields and members it does not know", () => {
    const traced = text(
      `${warm}\nXRAY TraceId: 1-5e34a614-10bdxmplf1fb44f07bc535a1\tSegmentId: 07f5xmpl2d1f6f85\tSampled: true`,
    );
    expect(parseReceipt(traced)).toMatchObject({ durationUs: 79_670 });
    expect(parseReceipt(text(`${warm}Phase: invoke\tCarbon: 3 mg`))).toMatchObject({ billedMs: 80 });
    const spans = {
      requestId: id,
      metrics: { ...metrics, carbonMg: 3 },
      spans: [],
      tracing: {},
      status: "success",
    };
    expect(parseReceipt(json(spans))).toMatchObject({ billedMs: 80 });
  });

  it("survives a tail whose first line is cut", () => {
    expect(parseReceipt(`ersion: $LATEST\n${warm}\n`)).toMatchObject({ durationUs: 79_670 });
    expect(parseReceipt(`:"platform.start"}\n${json({ metrics }).split("\n")[1]}`)).toMatchObject({
      billedMs: 80,
    });
  });

  it("is the last report of a tail that has several", () => {
    expect(parseReceipt(`${warm}\n${warm.replace("79.67", "12.50")}\n`)?.durationUs).toBe(12_500);
  });

  const least = [
    `REPORT RequestId: ${id}`,
    "Duration: 179.67 ms",
    "Billed Duration: 180 ms",
    "Memory Size: 128 MB",
    "Max Memory Used: 73 MB",
  ];
  const init = "Init Duration: 114.31 ms";
  it.each([
    ["\t", least],
    ["\t", [...least, init]],
    ["\t", [...least, init, "Status: timeout"]],
    ["\t", [...least, "Restore Duration: 474.16 ms", "Billed Restore Duration: 75 ms", "Status: error"]],
    ["\t", [...least, "Carbon: 31 mg", init, "Status: error", "Error Type: Runtime.ExitError"]],
    [" ", [...least, init, "Status: failure"]],
  ])(
    "has every field that its line holds whole, and is none where a field is cut: %j %j",
    (between, fields) => {
      const line = fields.join(between);
      const all = parseReceipt(line);
      expect(all).toBeDefined();
      let startsAt = 0;
      for (const [place, field] of fields.entries()) {
        for (let length = 0; length <= field.length; length++) {
          const cut = line.slice(0, startsAt + length);
          const receipt = parseReceipt(`START RequestId: ${id}\n${cut}`);
          const isWhole = length === 0 || length === field.length || /^(Carbon|Error)/.test(field);
          expect(receipt !== undefined, cut).toBe(isWhole && cut.includes("73 MB"));
          if (receipt) expect(all, cut).toMatchObject(receipt);
          if (receipt && place > 4) expect("initUs" in receipt, cut).toBe(cut.includes(init));
          if (cut !== "") expect(parseReceipt(line.slice(cut.length)), cut).toBeUndefined();
        }
        startsAt += field.length + between.length;
      }
    },
  );

  it.each([
    ["an empty tail", ""],
    ["a tail without a report", text("INFO hello")],
    ["a report cut at its start", "00 ms\tBilled Duration: 80 ms\tMemory Size: 128 MB\t"],
    ["a report cut before its memory", `REPORT RequestId: ${id}\tDuration: 79.67 ms\tBilled Duration: 80 m`],
    ["a report without its last field", warm.slice(0, warm.indexOf("\tMax"))],
    ["an amount without its unit", warm.replace("128 MB", "12")],
    ["amounts that are none", warm.replace("79.67", "n/a")],
    ["a negative amount", warm.replace("79.67", "-1")],
    ["an amount beyond all measure", warm.replace("79.67", "1e306")],
    ["an init beyond all measure", `${warm}\tInit Duration: 1e306 ms`],
    ["JSON amounts beyond all measure", json({ metrics: { ...metrics, billedDurationMs: 1e306 } })],
    ["JSON cut at its end", json({ metrics }).trimEnd().slice(0, -3)],
    ["JSON of another type", '{"type":"function","record":"platform.report"} "platform.report"'],
    ["JSON without metrics", '{"type":"platform.report","record":null}'],
    ["JSON amounts as text", json({ metrics: { ...metrics, durationMs: "79.67" } })],
    ["what a program printed about reports", `INFO ${warm}`],
  ])("is not made up from %s", (_, tail) => {
    expect(parseReceipt(tail)).toBeUndefined();
  });
});
