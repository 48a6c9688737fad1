import { describe, expect, it } from "vitest";
import { startHost } from "./host.ts";
import { spec } from "./spec.ts";

const parse = (log: string): Record<string, unknown>[] =>
  log
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("a function's log", () => {
  it("has the platform's and the runtime's JSON records", async () => {
    const { invoke } = await startHost([spec("one")]);
    const order = { log: ["hello"], write: '{"_aws":{}}', warn: { code: 7 } };
    const lines = parse((await invoke("one", order)).log);
    const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(lines).toEqual([
      expect.objectContaining({ type: "platform.initStart" }),
      {
        time: expect.any(String),
        type: "platform.start",
        record: { requestId, version: "$LATEST" },
      },
      { timestamp: expect.any(String), level: "INFO", requestId, message: "hello" },
      { timestamp: expect.any(String), level: "WARN", requestId, message: { code: 7 } },
      { _aws: {} },
      expect.objectContaining({ type: "platform.runtimeDone" }),
      {
        time: expect.any(String),
        type: "platform.report",
        record: {
          requestId,
          status: "success",
          metrics: {
            durationMs: expect.any(Number),
            billedDurationMs: expect.any(Number),
            memorySizeMB: 128,
            maxMemoryUsedMB: expect.any(Number),
            initDurationMs: expect.any(Number),
          },
        },
      },
    ]);
  });

  it("names status and error type in JSON", async () => {
    const { invoke } = await startHost([spec("one", { timeoutMs: 300 })]);
    const failed = parse((await invoke("one", { throwing: "no" })).log);
    expect(failed.at(-1)?.record).toMatchObject({ status: "error", errorType: "RangeError" });
    expect(failed).toContainEqual(
      expect.objectContaining({
        level: "ERROR",
        message: expect.objectContaining({ errorType: "RangeError", errorMessage: "no" }),
      }),
    );
    const late = parse((await invoke("one", { sleepMs: 20_000 })).log);
    expect(late.at(-1)?.record).toMatchObject({ status: "timeout", metrics: { durationMs: 300 } });
    expect(late.at(-1)?.record).not.toHaveProperty("errorType");
  });

  it("comes as a tail of the last 4 KB and no line of another call", async () => {
    const { invoke } = await startHost([spec("one")]);
    const lines = Array.from({ length: 200 }, (_, index) => `line ${index} ${"-".repeat(40)}`);
    const { log } = await invoke("one", { log: lines });
    expect(Buffer.byteLength(log)).toBe(4096);
    expect(log).toMatch(/line 199/);
    expect(log).toMatch(/"type":"platform\.report".*\n$/);
    expect((await invoke("one", {})).log).not.toMatch(/line/);
  });

  it("goes to onRecord whole, with function, stream, environment and request", async () => {
    const { invoke, records, host } = await startHost([spec("one")]);
    await invoke("one", { log: ["first", "second"] });
    const own = records.filter(({ kind }) => kind === "function");
    const said = own.map(({ message }) => JSON.parse(message));
    expect(said.map(({ message }) => message)).toEqual(["first", "second"]);
    const { requestId } = said[0];
    const [initStart, ...ofRequest] = records;
    expect(initStart?.requestId).toBeUndefined();
    for (const record of ofRequest) {
      expect(record).toMatchObject({
        functionName: "one",
        region: "eu-west-2",
        logGroup: "/aws/lambda/one",
        environmentId: host.environments()[0]?.environmentId,
        requestId,
      });
    }
    expect(records.filter(({ kind }) => kind === "platform")).toHaveLength(4);
  });

  it("has what was written without a final newline", async () => {
    const { invoke } = await startHost([spec("one")]);
    expect((await invoke("one", { writeOnly: "no newline" })).log).toMatch(/^no newline$/m);
  });
});
