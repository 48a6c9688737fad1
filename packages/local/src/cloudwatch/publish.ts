import { PublishCommand } from "@aws-sdk/client-sns";
import type { Authority } from "../iam/authority.ts";
import { permits } from "../iam/evaluate.ts";
import type { Site } from "../provision/site.ts";
import type { AlarmNotification } from "./alarm/action.ts";

/**
 * Tells an alarm's topic. Rejects if the topic has a policy that does not let CloudWatch publish for this alarm; the
 * policy a topic has by itself lets its own account.
 */
export async function publishAlarm(
  site: Site,
  authority: Authority,
  notification: AlarmNotification,
): Promise<void> {
  const { alarmArn, topicArn: TopicArn, subject: Subject, message: Message } = notification;
  const policy = authority.resourcePolicies.get(TopicArn);
  const context = {
    "aws:SourceArn": alarmArn,
    "aws:SourceAccount": site.accountId,
    "aws:SecureTransport": "true",
  };
  const principals = ["Service:cloudwatch.amazonaws.com"];
  const access = { action: "sns:Publish", resource: TopicArn, principals, context };
  if (policy !== undefined && !permits(policy, access)) {
    const message = "the topic's policy does not allow cloudwatch.amazonaws.com sns:Publish for this alarm";
    site.emit({ kind: "denied", principal: alarmArn, action: access.action, resource: TopicArn, message });
    throw new Error(message);
  }
  const region = TopicArn.split(":")[3] ?? "";
  await site.clientsIn(region).sns.send(new PublishCommand({ TopicArn, Subject, Message }));
}
