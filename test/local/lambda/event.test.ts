import { InvokeCommand } from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { startHost } from "./host.ts";
import { spec } from "./spec.ts";

const asynchronous = (event: unknown) =>
  new InvokeCommand({ FunctionName: "one", InvocationType: "Event", Payload: JSON.stringify(event) });

describe("an asynchronous invocation", () => {
  it("is accepted with 202 before it has run, then runs once", async () => {
    const { client, events } = await startHost([spec("one")]);
    const output = await client.send(asynchronous({ sleepMs: 200 }));
    expect(output.StatusCode).toBe(202);
    expect(events).toEqual([]);
    await until(() => events.length === 1);
    expect(events).toMatchObject([{ functionName: "one", outcome: "ok" }]);
  });

  it("is tried three times under one request id when the function fails, then dropped", async () => {
    const { client, events, records } = await startHost([spec("one")], { retryDelaysMs: [10, 20] });
    await client.send(asynchronous({ throwing: "always" }));
    await until(() => events.some(({ outcome }) => outcome === "dropped"));
    expect(events.map(({ outcome }) => outcome)).toEqual(["error", "error", "error", "dropped"]);
    expect(new Set(records.flatMap(({ requestId }) => requestId ?? [])).size).toBe(1);
  });

  it("waits and tries again when it is throttled", async () => {
    const { client, events, invoke, host } = await startHost([spec("one", { reservedConcurrency: 1 })]);
    const first = invoke("one", { sleepMs: 300 });
    await until(() => host.environments()[0]?.state === "busy");
    await client.send(asynchronous({}));
    await first;
    await until(() => events.length === 3);
    expect(events.map(({ outcome }) => outcome)).toEqual(["throttled", "ok", "ok"]);
  });

  it("is refused above 1 MB", async () => {
    const { client } = await startHost([spec("one")]);
    await expect(client.send(asynchronous("x".repeat(1024 * 1024)))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 413 },
      message: expect.stringContaining("too large for the Event invocation type (limit 1048576 bytes)"),
    });
  });
});
