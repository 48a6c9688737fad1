import { InvokeCommand } from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { startHost, type TestHost } from "./host.ts";
import { spec } from "./spec.ts";

const isolated = spec("one", { isTenantIsolated: true });

async function invokeFor({ client }: Pick<TestHost, "client">, TenantId: string, event: object = {}) {
  const Payload = JSON.stringify(event);
  const output = await client.send(new InvokeCommand({ FunctionName: "one", TenantId, Payload }));
  return JSON.parse(Buffer.from(output.Payload ?? []).toString()) as {
    served: number;
    pid: number;
    tenantId: string;
  };
}

describe("a function that is isolated by tenant", () => {
  it("runs each tenant's calls in an environment of the tenant's own, which it reuses", async () => {
    const started = await startHost([isolated]);
    const answers = [];
    for (const tenant of ["a", "b", "a", "b", "b"]) answers.push(await invokeFor(started, tenant));
    expect(answers.map(({ served }) => served)).toEqual([1, 1, 2, 2, 3]);
    const [a, b] = answers.map(({ pid }) => pid);
    expect(answers.map(({ pid }) => pid)).toEqual([a, b, a, b, b]);
    expect(started.host.environments()).toHaveLength(2);
  });

  it("starts another one for calls of a tenant at once, and gives it to no other tenant", async () => {
    const started = await startHost([isolated]);
    const both = await Promise.all([1, 2].map(() => invokeFor(started, "a", { sleepMs: 1_000 })));
    const later = await invokeFor(started, "b");
    expect(new Set([...both, later].map(({ pid }) => pid)).size).toBe(3);
  });

  it("tells the handler its tenant, and other functions' handlers none", async () => {
    const started = await startHost([isolated, spec("two")]);
    const tenant = "01m7ytjqnmbggmdcxjgf3rhs5z/eu-west-2/0";
    expect(await invokeFor(started, tenant, { show: "context" })).toMatchObject({ tenantId: tenant });
    expect((await started.invoke("two", { show: "context" })).payload).not.toHaveProperty("tenantId");
  });

  it("refuses a call without a tenant, and another function refuses one with a tenant", async () => {
    const { invoke, client, host } = await startHost([isolated, spec("two")]);
    const refused = {
      name: "InvalidParameterValueException",
      Type: "User",
      $metadata: { httpStatusCode: 400 },
    };
    await expect(invoke("one", {})).rejects.toMatchObject({
      ...refused,
      message:
        "The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try again.",
    });
    const misdirected = client.send(new InvokeCommand({ FunctionName: "two", TenantId: "a" }));
    await expect(misdirected).rejects.toMatchObject(refused);
    expect(host.environments()).toEqual([]);
  });

  it("has 2.5 environments at most for each invocation that may run at once, idle ones included", async () => {
    const started = await startHost([isolated], { concurrencyPerRegion: 1 });
    await invokeFor(started, "a");
    await invokeFor(started, "b");
    await expect(invokeFor(started, "c")).rejects.toMatchObject({
      name: "TooManyRequestsException",
      message: "Rate exceeded",
      $metadata: { httpStatusCode: 429 },
    });
    expect(await invokeFor(started, "a")).toMatchObject({ served: 2 });
    expect(started.events.map(({ outcome }) => outcome)).toEqual(["ok", "ok", "throttled", "ok"]);
  });
});
