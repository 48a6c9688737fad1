import type { CloudEvent } from "@crisscross/local/events/event";
import type { LogRecord } from "@crisscross/local/events/log-record";
import * as v from "valibot";
import { printable } from "../terminal/printable.ts";

/** An event of the local cloud in words, where a person should know of it; undefined for an ordinary one. */
export function troubleIn(event: CloudEvent): string | undefined {
  const trouble = sentenceOf(event);
  return trouble === undefined ? undefined : printable(trouble);
}

function sentenceOf(event: CloudEvent): string | undefined {
  switch (event.kind) {
    case "denied":
      return event.message;
    case "throttled":
      return `${event.functionName} in ${event.region} is throttled (${event.reason}); ${event.messages} messages come back later`;
    case "failed":
      // Postponed blocks are reported as well; of what really failed the function's own log tells.
      if (event.reported) return undefined;
      return `${event.functionName} in ${event.region} failed ${event.messages} messages: ${event.reason}`;
    case "deadLettered":
      return `message ${event.messageId} of ${event.queue} was given up and moved to its dead-letter queue`;
    case "undelivered":
      return `${event.topic} delivers nothing to ${event.queue}: ${event.reason}`;
    case "dimensionDropped":
      return `${event.logGroup} in ${event.region} logs metrics whose dimension ${event.dimension} is empty; they are kept without it`;
    case "log":
      return failureIn(event.record);
    case "trouble":
      return `${event.where}: ${event.message}`;
    default:
      return undefined;
  }
}

/** The log event `message.failed`, as docs/logs.md has it. */
const MessageFailed = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    message: v.literal("message.failed"),
    code: v.optional(v.string()),
    fields: v.optional(v.array(v.string()), []),
    error: v.optional(v.object({ message: v.string() })),
  }),
);

function failureIn({ functionName, region, message }: LogRecord): string | undefined {
  if (!message.includes("message.failed")) return undefined;
  const { success, output } = v.safeParse(MessageFailed, message);
  if (!success) return undefined;
  const why = output.error?.message ?? `${output.code}: ${output.fields.join(", ")}`;
  return `${functionName} in ${region} failed a message, which comes back: ${why}`;
}
