import { PublishCommand } from "@aws-sdk/client-sns";
import type { Emit } from "../events/event.ts";
import { permits } from "../iam/evaluate.ts";
import type { Statement } from "../iam/policy.ts";
import type { ClientsIn } from "../service/clients.ts";
import type { AlarmNotification } from "./alarm/action.ts";

/** What telling a topic needs. */
export interface Publisher {
  accountId: string;
  clientsIn: ClientsIn;
  /** Policies that stand on resources, by the resource's ARN. */
  resourcePolicies: ReadonlyMap<string, readonly Statement[]>;
  emit: Emit;
}

/**
 * Tells an alarm's topic. Rejects if the topic has a policy that does not let CloudWatch publish for this alarm; the
 * policy a topic has by itself lets its own account.
 */
export async function publishAlarm(
  { accountId, clientsIn, resourcePolicies, emit }: Publisher,
  notification: AlarmNotification,
): Promise<void> {
  const { alarmArn, topicArn: TopicArn, subject: Subject, message: Message } = notification;
  const policy = resourcePolicies.get(TopicArn);
  const context = {
    "aws:SourceArn": alarmArn,
    "aws:SourceAccount": accountId,
    "aws:SecureTransport": "true",
  };
  const principals = ["Service:cloudwatch.amazonaws.com"];
  const access = { action: "sns:Publish", resource: TopicArn, principals, context };
  if (policy !== undefined && !permits(policy, access)) {
    const message = "the topic's policy does not allow cloudwatch.amazonaws.com sns:Publish for this alarm";
    emit({ kind: "denied", principal: alarmArn, action: access.action, resource: TopicArn, message });
    throw new Error(message);
  }
  const region = TopicArn.split(":")[3] ?? "";
  await clientsIn(region).sns.send(new PublishCommand({ TopicArn, Subject, Message }));
}
