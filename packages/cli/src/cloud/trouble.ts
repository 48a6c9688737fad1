import type { CloudEvent } from "@crisscross/local/events/event";
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
      return `${event.functionName} in ${event.region} failed ${event.messages} messages: ${event.reason}`;
    case "deadLettered":
      return `message ${event.messageId} of ${event.queue} was given up and moved to its dead-letter queue`;
    case "undelivered":
      return `${event.topic} delivers nothing to ${event.queue}: ${event.reason}`;
    case "dimensionDropped":
      return `${event.logGroup} in ${event.region} logs metrics whose dimension ${event.dimension} is empty; they are kept without it`;
    case "trouble":
      return `${event.where}: ${event.message}`;
    default:
      return undefined;
  }
}
