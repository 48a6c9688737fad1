import { type MessageAttributeValue, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { eventAttributes, type JobEvent } from "@crisscross/core/documents/job-event";
import { limitedRequests, type RequestLimits } from "../edges/request-limits.ts";

/** The topic that tells others of jobs. */
export function openEventTopic(
  TopicArn: string,
  limits?: RequestLimits,
): { publish(event: JobEvent): Promise<void> } {
  const client = new SNSClient({ requestHandler: limitedRequests(limits) });
  return {
    async publish(event) {
      const attributes = Object.entries(eventAttributes(event)).map(([name, value]) => [
        name,
        attributeOf(value),
      ]);
      const MessageAttributes: Record<string, MessageAttributeValue> = Object.fromEntries(attributes);
      await client.send(new PublishCommand({ TopicArn, Message: asciiJson(event), MessageAttributes }));
    },
  };
}

const attributeOf = (value: string | readonly string[]): MessageAttributeValue =>
  typeof value === "string"
    ? { DataType: "String", StringValue: value }
    : { DataType: "String.Array", StringValue: JSON.stringify(value) };

/** SNS refuses what XML cannot carry, such as U+FFFF, and a job's name may hold anything. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
