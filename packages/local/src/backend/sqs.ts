import type { Access, ToArn } from "../events/access.ts";
import { failInJson, queryShape } from "../service/failure.ts";
import { whyOfOtherRegion } from "../service/names.ts";
import { readJson } from "../service/read-json.ts";
import { Refusal } from "../service/refusal.ts";
import { arnIn, type Description } from "../service/service.ts";
import type { Place, ServiceRequest } from "../service/service-request.ts";
import { readTaskHandle } from "./move-tasks.ts";
import type { BackendSite } from "./open.ts";
import { type QueueSite, queueKinds } from "./provision/queue.ts";
import { queueMetrics } from "./queue-metrics.ts";

const texts = ["QueueUrl", "QueueName", "SourceArn", "DestinationArn"];

export const sqs = {
  name: "sqs",
  read: (call, place) =>
    readJson(call, { target: "AmazonSQS", version: "1.0", texts, settle: settleQueue }, place),
  names: {
    members: ["QueueUrl", "SourceArn", "DestinationArn", "QueueOwnerAWSAccountId"],
    refuseRegion: (named, place) =>
      `The address ${named.text} is not valid for this endpoint: ${whyOfOtherRegion(named, place)}.`,
  },
  accessesOf: (request, accountId) => deriveSqs(request, arnIn(request, accountId)),
  fail: failInJson(
    {
      ...queryShape(403, 400),
      otherRegion: { code: "InvalidAddress", status: 404 },
      otherAccount: {
        code: "QueueDoesNotExist",
        status: 400,
        query: "AWS.SimpleQueueService.NonExistentQueue",
      },
    },
    { namespace: "com.amazonaws.sqs#", hasQueryError: true },
  ),
  kinds: queueKinds,
  metrics: queueMetrics,
  open: async (site) => (await import("./open.ts")).openQueues(site),
} as const satisfies Description<BackendSite & QueueSite>;

/** Batch calls need the permission of the single call. */
const actions: Readonly<Record<string, string>> = {
  SendMessageBatch: "SendMessage",
  DeleteMessageBatch: "DeleteMessage",
  ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
};

function deriveSqs({ operation, input }: ServiceRequest, arn: ToArn): Access[] | undefined {
  const single = Object.hasOwn(actions, operation) ? actions[operation] : undefined;
  const action = `sqs:${single ?? operation}`;
  if (operation.includes("MessageMoveTask")) return deriveMoveTask(operation, input);
  if (operation === "ListQueues") return [{ action, resource: arn("*") }];
  const isNamed = operation === "CreateQueue" || operation === "GetQueueUrl";
  const name = isNamed
    ? input.QueueName
    : String(input.QueueUrl ?? "")
        .split("/")
        .at(-1);
  return typeof name === "string" && name !== "" ? [{ action, resource: arn(name) }] : undefined;
}

/** What a task needs of the queue it empties. Source: SQS developer guide, dead-letter queue redrive issues. */
const moving = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

/**
 * A task that sends messages back to where they came from needs to send there, which its request does not tell: with a
 * role's credentials the destination has to be given.
 */
function deriveMoveTask(operation: string, input: ServiceRequest["input"]): Access[] | undefined {
  const { SourceArn: source, DestinationArn } = input;
  if (typeof source !== "string") return undefined;
  const further = operation === "ListMessageMoveTasks" ? ["GetQueueAttributes"] : moving;
  const onSource = [operation, ...further].map((action) => ({ action: `sqs:${action}`, resource: source }));
  if (operation !== "StartMessageMoveTask") return onSource;
  return typeof DestinationArn === "string"
    ? [...onSource, { action: "sqs:SendMessage", resource: DestinationArn }]
    : undefined;
}

const moveMembers: Readonly<Record<string, readonly string[]>> = {
  StartMessageMoveTask: ["SourceArn", "DestinationArn", "MaxNumberOfMessagesPerSecond"],
  ListMessageMoveTasks: ["SourceArn", "MaxResults"],
  CancelMessageMoveTask: ["TaskHandle"],
};

/** A task that is cancelled gets the queue its handle names as SourceArn. Throws Refusal for other members. */
function settleMoveTask(input: Record<string, unknown>, operation: string): Record<string, unknown> {
  const members = (Object.hasOwn(moveMembers, operation) && moveMembers[operation]) || [];
  const unknown = Object.keys(input).find((member) => !members.includes(member));
  if (unknown !== undefined)
    throw new Refusal("malformed", `${operation} takes no ${unknown}; it takes ${members.join(", ")}.`);
  const { sourceArn } = readTaskHandle(input.TaskHandle) ?? {};
  return sourceArn === undefined ? input : { ...input, SourceArn: sourceArn };
}

const queueUrl = /^https?:\/\/([^/?#@\s]+)\/(\d{12})\/([\w-]{1,80})$/;
const regionOfHost = /^sqs\.([a-z]+(?:-[a-z\d]+)+)\.|^([a-z]+(?:-[a-z\d]+)+)\.queue\./;

/** A queue has many URLs, and gets one here. Throws Refusal for what is no queue's URL. */
function settleQueue(
  input: Record<string, unknown>,
  { region, accountId }: Place,
  operation: string,
): Record<string, unknown> {
  if (operation.includes("MessageMoveTask")) return settleMoveTask(input, operation);
  const { QueueUrl: url } = input;
  if (typeof url !== "string") return input;
  const [, host = "", account, name] = queueUrl.exec(url) ?? [];
  if (name === undefined)
    throw new Refusal(
      "otherAccount",
      `The specified queue does not exist: QueueUrl ${JSON.stringify(url)} has to be like https://sqs.${region}.amazonaws.com/${accountId}/NAME.`,
    );
  const [, given, legacy] = regionOfHost.exec(host.toLowerCase()) ?? [];
  return { ...input, QueueUrl: `https://sqs.${given ?? legacy ?? region}.amazonaws.com/${account}/${name}` };
}
