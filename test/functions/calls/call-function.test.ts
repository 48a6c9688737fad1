import { callFunction } from "@crisscross/functions/calls/call-function";
import type { NextCall } from "@crisscross/functions/calls/next-call";
import { expect, it } from "vitest";
import { levelOf } from "../results/samples.ts";
import { answerOf, fakeCalls } from "./fake-caller.ts";

const next: NextCall = {
  region: "us-west-1",
  functionName: "inner",
  event: { v: 1, work: "bare", seed: 1, customer: 2, deadlineMs: 500, downBytes: 0, padding: "" },
  waitMs: 700,
  connection: "reused",
  tail: true,
};
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const report =
  "REPORT RequestId: 1\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 256 MB\tMax Memory Used: 70 MB\t\n";

it("answers with both ends of a call and its receipt", async () => {
  const {
    callDeps: deps,
    asked,
    waits,
  } = fakeCalls(() => answerOf({ ...levelOf(), padding: "xxx" }, { LogResult: base64(report) }));
  expect(await callFunction(deps, next)).toEqual({
    region: "us-west-1",
    preparing: { startUs: 10, endUs: 1_020 },
    sentUs: 1_030,
    receivedUs: 1_040,
    connection: "reused",
    outcome: "ok",
    receipt: { durationUs: 12_340, billedMs: 13, memoryMb: 256, maxMemoryMb: 70, source: "text" },
    level: levelOf(),
  });
  expect(asked).toEqual([
    { region: "us-west-1", connection: "reused", functionName: "inner", event: next.event },
  ]);
  expect(waits).toEqual([700]);
});

it("takes its marks around the preparing and around the sending, and has nothing else between the latter", async () => {
  const { callDeps: deps, journal } = fakeCalls(() => answerOf(levelOf()));
  await callFunction(deps, next);
  expect(journal).toEqual(["mark", "prepare", "mark", "deadline", "mark", "send", "mark"]);
});

it("says over which connection it went, how that was made, and whether it was its caller's first call", async () => {
  const { callDeps: deps, seen } = fakeCalls(() => answerOf(levelOf()));
  const prepared = { startUs: 20, lookupUs: 30, connectUs: 140, secureUs: 250, endUs: 360 };
  Object.assign(seen, { socket: 4, prepared, first: true });
  expect(await callFunction(deps, next)).toMatchObject({
    connection: "reused",
    socket: 4,
    first: true,
    preparing: { startUs: 10, connecting: prepared, endUs: 1_020 },
  });
});

const reset = () => Promise.reject(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));

it("sends again, once, what went out on a kept connection that was dead, and says so", async () => {
  let sent = 0;
  const {
    callDeps: deps,
    journal,
    seen,
  } = fakeCalls(() => {
    sent++;
    if (sent === 1) return reset();
    Object.assign(seen, { foundDead: undefined });
    return answerOf(levelOf());
  });
  Object.assign(seen, { foundDead: true });
  expect(await callFunction(deps, next)).toMatchObject({
    outcome: "ok",
    resent: true,
    preparing: { startUs: 1_050, endUs: 2_060 },
    sentUs: 2_070,
    receivedUs: 2_080,
  });
  expect(journal.filter((what) => what !== "mark")).toEqual([
    "prepare",
    "deadline",
    "send",
    "prepare",
    "send",
  ]);
});

it("calls what happens to the second request an outcome of the callee's", async () => {
  const { callDeps: deps, seen, asked } = fakeCalls(reset);
  Object.assign(seen, { foundDead: true });
  expect(await callFunction(deps, next)).toMatchObject({
    outcome: "error",
    reason: "network ECONNRESET",
    resent: true,
  });
  expect(asked).toHaveLength(2);
});

it("sends nothing again once the deadline has passed", async () => {
  const {
    callDeps: deps,
    seen,
    asked,
    expire,
  } = fakeCalls(() => {
    expire.abort();
    return reset();
  });
  Object.assign(seen, { foundDead: true });
  expect(await callFunction(deps, next)).toMatchObject({ outcome: "timeout", reason: "deadline" });
  expect(asked).toHaveLength(1);
});

it("leaves out a receipt that does not parse", async () => {
  const { callDeps: deps } = fakeCalls(() => answerOf(levelOf(), { LogResult: base64("REPORT Requ") }));
  const call = await callFunction(deps, next);
  expect(call.outcome).toBe("ok");
  expect(call).not.toHaveProperty("receipt");
});

it("keeps the receipt of a function that failed", async () => {
  const { callDeps: deps } = fakeCalls(() =>
    answerOf({ errorType: "Error" }, { FunctionError: "Unhandled", LogResult: base64(report) }),
  );
  expect(await callFunction(deps, next)).toMatchObject({
    outcome: "error",
    reason: "unhandled Error",
    receipt: { billedMs: 13 },
  });
});

it.each([
  ["no JSON", "<html>"],
  ["nothing", ""],
  ["null", "null"],
  ["an account with a negative time", { ...levelOf(), endUs: -1 }],
  ["an account without an environment", { ...levelOf(), environment: undefined }],
])("calls %s a garbage answer", async (_, payload) => {
  const { callDeps: deps } = fakeCalls(() => answerOf(payload));
  expect(await callFunction(deps, next)).toMatchObject({ outcome: "error", reason: "garbage answer" });
});

it("has data, not an exception, for a call that was refused", async () => {
  const { callDeps: deps } = fakeCalls(() => {
    throw Object.assign(new Error("Rate Exceeded."), {
      name: "TooManyRequestsException",
      Reason: "CallerRateLimitExceeded",
    });
  });
  expect(await callFunction(deps, next)).toEqual({
    region: "us-west-1",
    preparing: { startUs: 10, endUs: 1_020 },
    sentUs: 1_030,
    receivedUs: 1_040,
    connection: "reused",
    outcome: "throttled",
    reason: "CallerRateLimitExceeded",
  });
});

it("gives up at its own deadline", async () => {
  const { callDeps: deps, expire } = fakeCalls((_, signal) => {
    const { promise, reject } = Promise.withResolvers<never>();
    signal.addEventListener("abort", () => reject(new Error("aborted")));
    expire.abort();
    return promise;
  });
  expect(await callFunction(deps, next)).toMatchObject({ outcome: "timeout", reason: "deadline" });
});
