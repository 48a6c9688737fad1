import { describe, expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { startHost } from "./host.ts";
import { reportOf } from "./report-of.ts";
import { fixture, spec } from "./spec.ts";

describe("a function that fails", () => {
  it("answers a thrown error as Unhandled and keeps the environment", async () => {
    const { invoke } = await startHost([spec("one")]);
    const failed = await invoke("one", { throwing: "out of range" });
    expect(failed).toMatchObject({
      status: 200,
      functionError: "Unhandled",
      payload: { errorType: "RangeError", errorMessage: "out of range" },
    });
    expect(failed.payload).toHaveProperty("trace.0", "RangeError: out of range");
    expect(failed.log).toMatch(/"level":"ERROR",.*"message":\{"errorType":"RangeError"/);
    expect((await invoke("one", {})).payload).toMatchObject({ served: 2 });
  });

  it("ends the environment after an unhandled rejection", async () => {
    const { invoke } = await startHost([spec("one")]);
    expect(await invoke("one", { rejectLater: "lost", sleepMs: 10_000 })).toMatchObject({
      functionError: "Unhandled",
      payload: { errorType: "Runtime.UnhandledPromiseRejection", errorMessage: "Error: lost" },
    });
    expect((await invoke("one", {})).payload).toMatchObject({ served: 1 });
  });

  it.each([
    [0, "Runtime exited without providing a reason"],
    [3, "Runtime exited with error: exit status 3"],
  ])("reports exit status %i as Runtime.ExitError", async (exit, reason) => {
    const { invoke } = await startHost([spec("one")]);
    const ended = await invoke("one", { log: ["last words"], exit });
    expect(ended).toMatchObject({ functionError: "Unhandled", payload: { errorType: "Runtime.ExitError" } });
    expect(ended.payload).toHaveProperty(
      "errorMessage",
      expect.stringMatching(`^RequestId: .* Error: ${reason}$`),
    );
    expect(ended.log).toMatch(/last words/);
    expect(ended.log).toMatch(/"status":"error","errorType":"Runtime\.ExitError"\}\}\n$/);
    expect((await invoke("one", {})).payload).toMatchObject({ served: 1 });
  });

  it.each([
    ["no JSON", "{"],
    ["null", "null"],
    ["of no kind", '{"kind":"gone"}'],
    ["a line of no time", '{"kind":"log","epochMs":"now"}'],
    ["a line beyond all time", '{"kind":"log","epochMs":1e300}'],
  ])("that writes %s over its runtime ends its environment and nothing else", async (_what, header) => {
    const { invoke } = await startHost([spec("one")]);
    const frame = Buffer.alloc(8 + header.length);
    frame.writeUInt32BE(header.length, 0);
    frame.write(header, 8);
    const broken = await invoke("one", { toHost: frame.toString("base64"), sleepMs: 20_000 });
    expect(broken.payload).toMatchObject({ errorType: "Runtime.ExitError" });
    expect((await invoke("one", {})).payload).toMatchObject({ served: 1 });
  });

  it("reports a kill -9 in the middle and starts afresh", async () => {
    const { invoke, host } = await startHost([spec("one")]);
    const answer = invoke("one", { sleepMs: 30_000 });
    await until(() => host.environments()[0]?.state === "busy");
    expect(host.kill(host.environments()[0]?.environmentId ?? "")).toBe(true);
    expect((await answer).payload).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringContaining("signal: killed"),
    });
    expect((await invoke("one", {})).payload).toMatchObject({ served: 1 });
    expect(host.kill("env-none")).toBe(false);
  });

  it.each(["sleepMs", "spinMs"])("kills the environment at the timeout (%s)", async (way) => {
    const { invoke, events } = await startHost([spec("one", { timeoutMs: 300 })]);
    const late = await invoke("one", { [way]: 20_000 });
    expect(late).toMatchObject({
      status: 200,
      functionError: "Unhandled",
      payload: {
        errorType: "Sandbox.Timedout",
        errorMessage: expect.stringMatching(
          /^RequestId: [0-9a-f-]{36} Error: Task timed out after 0.30 seconds$/,
        ),
      },
    });
    expect(late.log).toMatch(/"durationMs":300,.*"status":"timeout"\}\}\n$/);
    expect(events).toMatchObject([{ outcome: "timeout", durationMs: 300 }]);
    expect((await invoke("one", {})).payload).toMatchObject({ served: 1 });
  });

  it("reports what INIT threw, with the lines written before", async () => {
    const { invoke } = await startHost([spec("one", fixture("failing-init.handler"))]);
    const failed = await invoke("one", {});
    expect(failed).toMatchObject({
      functionError: "Unhandled",
      payload: { errorType: "TypeError", errorMessage: "no configuration" },
    });
    // Lambda initialises once more within the call, as a part of its duration.
    expect(failed.log.match(/about to fail/g)).toHaveLength(2);
    expect(failed.log).not.toMatch(/initDurationMs/);
    expect(reportOf(failed.log).durationMs).toBeGreaterThan(0);
  });

  it("reports a handler that is not exported", async () => {
    const { invoke } = await startHost([spec("one", fixture("no-handler.handler"))]);
    expect((await invoke("one", {})).payload).toMatchObject({
      errorType: "Runtime.HandlerNotFound",
      errorMessage: "no-handler.handler is undefined or not exported",
    });
  });

  it("refuses a function it already has", async () => {
    await expect(startHost([spec("one"), spec("one")])).rejects.toThrow(/already has .*one/);
  });

  it("refuses at once a handler that has no file or does not build", async () => {
    await expect(startHost([spec("one", fixture("absent.handler"))])).rejects.toThrow(
      /No source file for the handler .*absent\.handler/,
    );
    const broken = spec("one", { source: { ...spec("one").source, esbuild: { format: "nonsense" } } });
    await expect(startHost([broken])).rejects.toThrow(/does not build.*nonsense/s);
  });
});
