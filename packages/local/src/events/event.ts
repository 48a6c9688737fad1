import type { Access } from "./access.ts";
import type { CloudWatchEvent } from "./cloudwatch-event.ts";
import type { LogRecord } from "./log-record.ts";
import type { AnsweredRequest, InvocationEvent } from "./observation.ts";

/** What happens inside the local cloud, for progress and debugging. */
export type CloudEvent =
  | CloudWatchEvent
  | { kind: "provisioned"; done: number; total: number; type: string; name: string; region: string }
  | { kind: "log"; record: LogRecord }
  | { kind: "invocation"; invocation: InvocationEvent }
  | { kind: "access"; api: string; region: string; logGroup: string; line: string }
  /** An HTTP API answered. */
  | ({ kind: "request" } & AnsweredRequest)
  /** A role's policies let a call through; told at the first of its kind. */
  | { kind: "allowed"; roleArn: string; access: Access }
  /** A resource that does nothing here. */
  | { kind: "inert"; type: string; name: string; reason: string }
  | { kind: "denied"; principal: string; action: string; resource: string; message: string }
  /** A mapping's batch found its function at its concurrency limit; its messages come back after their visibility timeout. */
  | { kind: "throttled"; functionName: string; region: string; reason: string; messages: number }
  /** A mapping's batch, or part of it, was not processed; those messages come back. `reported`: by the function, which knows why. */
  | {
      kind: "failed";
      functionName: string;
      region: string;
      messages: number;
      reason: string;
      reported?: true;
    }
  | { kind: "deadLettered"; queue: string; messageId: string }
  /** A subscription that delivers nothing, because its queue does not let the topic send. */
  | { kind: "undelivered"; topic: string; queue: string; reason: string }
  /** The data folder does not take a write: what comes next may not be kept, so the cloud has to be stopped. */
  | ({ kind: "failedWrite" } & FailedWrite);

/** A write to the data folder that failed: no room, no permission, a broken disk. */
export interface FailedWrite {
  /** Below the data folder. */
  file: string;
  reason: string;
}

export type Emit = (event: CloudEvent) => void;
