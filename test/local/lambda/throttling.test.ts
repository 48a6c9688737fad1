import { describe, expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { startHost } from "./host.ts";
import { spec } from "./spec.ts";

describe("concurrency", () => {
  it("throttles a function at its reserved concurrency and frees the place afterwards", async () => {
    const { invoke, host, events } = await startHost([spec("one", { reservedConcurrency: 1 })]);
    const first = invoke("one", { sleepMs: 500 });
    await until(() => host.environments()[0]?.state === "busy");
    await expect(invoke("one", {})).rejects.toMatchObject({
      name: "TooManyRequestsException",
      message: "Rate Exceeded.",
      Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
      Type: "User",
      $metadata: { httpStatusCode: 429 },
    });
    expect((await first).status).toBe(200);
    expect((await invoke("one", {})).status).toBe(200);
    expect(events.map(({ outcome }) => outcome)).toEqual(["throttled", "ok", "ok"]);
  });

  it("refuses every call at a reserved concurrency of 0", async () => {
    const { invoke } = await startHost([spec("one", { reservedConcurrency: 0 })]);
    await expect(invoke("one", {})).rejects.toMatchObject({
      Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
    });
  });

  it("throttles a region's functions together at what is not reserved, and no other region", async () => {
    const elsewhere = { region: "us-west-1", arn: "arn:aws:lambda:us-west-1:000000000000:function:far" };
    const { invoke, host } = await startHost(
      [spec("one"), spec("two"), spec("kept", { reservedConcurrency: 1 }), spec("far", elsewhere)],
      { concurrencyPerRegion: 2 },
    );
    const first = invoke("one", { sleepMs: 1000 });
    await until(() => host.environments()[0]?.state === "busy");
    await expect(invoke("two", {})).rejects.toMatchObject({ Reason: "ConcurrentInvocationLimitExceeded" });
    expect((await invoke("kept", {})).status).toBe(200);
    const far = await host.invoke({ region: "us-west-1", functionName: "far", payload: Buffer.from("{}") });
    expect(far.kind).toBe("answer");
    await first;
  });
});
