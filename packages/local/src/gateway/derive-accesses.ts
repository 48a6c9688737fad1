import type { Access, ToArn } from "../iam/access.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import { deriveCloudWatch, deriveLogs } from "./derive-cloudwatch.ts";
import { deriveDynamodb } from "./derive-dynamodb.ts";

/**
 * The accesses a request needs, as the service authorization reference maps its operation to actions and resources: from the
 * one parameter that the operation goes by, whatever others are given. Undefined when the operation is not known: it is then
 * denied, never let through.
 */
export function deriveAccesses(request: ServiceRequest, accountId: string): Access[] | undefined {
  const { service, region } = request;
  const arn = (rest: string): string => `arn:aws:${service}:${region}:${accountId}:${rest}`;
  switch (service) {
    case "lambda":
      return deriveLambda(request, arn);
    case "sqs":
      return deriveSqs(request, arn);
    case "sns":
      return deriveSns(request, arn);
    case "dynamodb":
      return deriveDynamodb(request, arn);
    case "monitoring":
      return deriveCloudWatch(request, accountId);
    case "logs":
      return deriveLogs(request, arn);
    default:
      return undefined;
  }
}

function deriveLambda({ input }: ServiceRequest, arn: ToArn): Access[] {
  const { Name, FunctionName } = input;
  // What is no function of this region runs nothing, whatever is asked about it.
  const resource = String(FunctionName).startsWith("arn:")
    ? String(FunctionName)
    : arn(`function:${FunctionName}`);
  return [
    { action: "lambda:InvokeFunction", resource: Name === undefined ? resource : arn(`function:${Name}`) },
  ];
}

/** Batch calls need the permission of the single call. */
const sqsActions: Readonly<Record<string, string>> = {
  SendMessageBatch: "SendMessage",
  DeleteMessageBatch: "DeleteMessage",
  ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
};

function deriveSqs({ operation, input }: ServiceRequest, arn: ToArn): Access[] | undefined {
  const single = Object.hasOwn(sqsActions, operation) ? sqsActions[operation] : undefined;
  const action = `sqs:${single ?? operation}`;
  if (operation === "ListQueues") return [{ action, resource: arn("*") }];
  const isNamed = operation === "CreateQueue" || operation === "GetQueueUrl";
  const name = isNamed
    ? input.QueueName
    : String(input.QueueUrl ?? "")
        .split("/")
        .at(-1);
  return typeof name === "string" && name !== "" ? [{ action, resource: arn(name) }] : undefined;
}

const topicOperations: ReadonlySet<string> = new Set([
  ...["GetTopicAttributes", "SetTopicAttributes", "DeleteTopic", "AddPermission", "RemovePermission"],
  ...["Subscribe", "ConfirmSubscription", "ListSubscriptionsByTopic"],
]);
const tagOperations: ReadonlySet<string> = new Set(["TagResource", "UntagResource", "ListTagsForResource"]);

function deriveSns({ operation, input }: ServiceRequest, arn: ToArn): Access[] | undefined {
  const { TopicArn, TargetArn, ResourceArn, Name } = input;
  const on = (resource: unknown, action = operation): Access[] | undefined =>
    typeof resource === "string" ? [{ action: `sns:${action}`, resource }] : undefined;
  if (operation === "Publish" || operation === "PublishBatch") {
    const isOne = (TopicArn === undefined) !== (TargetArn === undefined);
    return isOne ? on(TopicArn ?? TargetArn, "Publish") : undefined;
  }
  if (operation === "CreateTopic") return typeof Name === "string" ? on(arn(Name)) : undefined;
  if (topicOperations.has(operation)) return on(TopicArn);
  return tagOperations.has(operation) ? on(ResourceArn) : undefined;
}
