import type { LogRecord } from "@crisscross/local/events/log-record";
import { toEpochMs } from "@crisscross/local/time/times";
import { expect, it } from "vitest";
import { troubleIn } from "../../../packages/cli/src/cloud/trouble.ts";

const place = { functionName: "consume", region: "eu-west-2" };
const logged = (message: string) =>
  troubleIn({
    kind: "log",
    record: {
      ...place,
      ...{
        kind: "function",
        environmentId: "e",
        logGroup: "g",
        logStream: "s",
        epochMs: toEpochMs(0),
        message,
      },
    } satisfies LogRecord,
  });

it("tells of messages that a mapping could not have handled, and not of those a function gave back", () => {
  const failed = { kind: "failed", ...place, messages: 2, reason: "it timed out" } as const;
  expect(troubleIn(failed)).toBe("consume in eu-west-2 failed 2 messages: it timed out");
  expect(troubleIn({ ...failed, reported: true })).toBeUndefined();
});

it("tells of a message that failed what the function's log says of it", () => {
  const line = (more: object) => JSON.stringify({ level: "ERROR", message: "message.failed", ...more });
  expect(logged(line({ error: { name: "Error", message: "the table is down" } }))).toBe(
    "consume in eu-west-2 failed a message, which comes back: the table is down",
  );
  expect(logged(line({ code: "invalid", fields: ["mac", "job"] }))).toBe(
    "consume in eu-west-2 failed a message, which comes back: invalid: mac, job",
  );
});

it("tells of no other line, whatever is in it", () => {
  expect(logged(JSON.stringify({ level: "INFO", message: "block.postponed" }))).toBeUndefined();
  expect(logged('{"message":"message.failed"')).toBeUndefined();
  expect(logged(JSON.stringify({ message: "job.planned", note: "message.failed" }))).toBeUndefined();
});
