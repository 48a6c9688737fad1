import { failureOf, functionFailureOf } from "@crisscross/functions/calls/classify-failure";
import { describe, expect, it } from "vitest";

const errorWith = (fields: object): Error => Object.assign(new Error("message"), fields);

describe("what a client throws", () => {
  it.each([
    [
      "a 429 by its Reason",
      { name: "TooManyRequestsException", Reason: "ReservedFunctionConcurrentInvocationLimitExceeded" },
      { outcome: "throttled", reason: "ReservedFunctionConcurrentInvocationLimitExceeded" },
    ],
    [
      "a 429 of another name",
      { name: "SomeThrottle", $metadata: { httpStatusCode: 429 } },
      { outcome: "throttled", reason: "SomeThrottle" },
    ],
    [
      "DynamoDB's throttle, which is a 400",
      { name: "ProvisionedThroughputExceededException", $metadata: { httpStatusCode: 400 } },
      { outcome: "throttled", reason: "ProvisionedThroughputExceededException" },
    ],
    [
      "a reset connection, which the SDK renames",
      { name: "TimeoutError", code: "ECONNRESET", $metadata: { attempts: 1 } },
      { outcome: "error", reason: "network ECONNRESET" },
    ],
    [
      "a refusal",
      { name: "AccessDeniedException", $metadata: { httpStatusCode: 403 } },
      { outcome: "error", reason: "AccessDeniedException" },
    ],
  ])("classifies %s", (_, fields, failure) => {
    expect(failureOf(errorWith(fields), false)).toEqual(failure);
  });

  it("is a timeout once the caller's own deadline has passed, whatever was thrown then", () => {
    const failure = { outcome: "timeout", reason: "deadline" };
    expect(failureOf(errorWith({ name: "AbortError" }), true)).toEqual(failure);
    expect(failureOf(errorWith({ code: "ECONNRESET" }), true)).toEqual(failure);
  });

  it("names what is no Error", () => {
    expect(failureOf("oops", false)).toEqual({ outcome: "error", reason: "string" });
  });
});

describe("what a failed function answers", () => {
  it.each([
    [
      "Sandbox.Timedout",
      '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: 1 Error: Task timed out after 3.00 seconds"}',
      { outcome: "timeout", reason: "Task timed out" },
    ],
    [
      "a timeout told by its message alone",
      '{"errorMessage":"2026-11-20T00:00:00Z 1 Task timed out after 3.00 seconds"}',
      { outcome: "timeout", reason: "Task timed out" },
    ],
    [
      "an answer over 6 MB",
      '{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded"}',
      { outcome: "error", reason: "response too large" },
    ],
    [
      "what the handler threw",
      '{"errorType":"RangeError","errorMessage":"x"}',
      { outcome: "error", reason: "unhandled RangeError" },
    ],
    [
      "a dead runtime",
      '{"errorType":"Runtime.ExitError"}',
      { outcome: "error", reason: "unhandled Runtime.ExitError" },
    ],
    ["no JSON", "<html>", { outcome: "error", reason: "unhandled" }],
    ["JSON that is no object", "null", { outcome: "error", reason: "unhandled" }],
    ["fields of other types", '{"errorType":7,"errorMessage":[]}', { outcome: "error", reason: "unhandled" }],
  ])("classifies %s", (_, payload, failure) => {
    expect(functionFailureOf(payload)).toEqual(failure);
  });

  it("keeps a long reason short", () => {
    expect(functionFailureOf(JSON.stringify({ errorType: "x".repeat(5_000) })).reason).toHaveLength(100);
  });
});
