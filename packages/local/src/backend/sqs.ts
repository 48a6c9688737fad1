import type { Access, ToArn } from "../events/access.ts";
import { failInJson, queryShape } from "../service/failure.ts";
import { readJson } from "../service/read-json.ts";
import { arnIn, type Description } from "../service/service.ts";
import { type Place, RequestError, type ServiceRequest } from "../service/service-request.ts";
import type { BackendSite } from "./open.ts";
import { type QueueSite, queueKinds } from "./provision/queue.ts";

export const sqs = {
  name: "sqs",
  read: (call, place) => readJson(call, { target: "AmazonSQS", version: "1.0", settle: settleQueue }, place),
  accessesOf: (request, accountId) => deriveSqs(request, arnIn(request, accountId)),
  fail: failInJson(queryShape(403, 400), { namespace: "com.amazonaws.sqs", hasQueryError: true }),
  kinds: queueKinds,
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
  if (operation === "ListQueues") return [{ action, resource: arn("*") }];
  const isNamed = operation === "CreateQueue" || operation === "GetQueueUrl";
  const name = isNamed
    ? input.QueueName
    : String(input.QueueUrl ?? "")
        .split("/")
        .at(-1);
  return typeof name === "string" && name !== "" ? [{ action, resource: arn(name) }] : undefined;
}

const queueUrl = /^https?:\/\/([^/?#@\s]+)\/(\d{12})\/([\w-]{1,80}(?:\.fifo)?)$/;

/** A queue's URL names a region and an account too: they have to be those of the signature, or none. */
function settleQueue(input: Record<string, unknown>, { region, accountId }: Place): Record<string, unknown> {
  const { QueueUrl: url } = input;
  if (url === undefined) return input;
  const [, host = "", account, name] = queueUrl.exec(String(url)) ?? [];
  const isElsewhere = /^sqs\./i.test(host) && !host.startsWith(`sqs.${region}.`);
  if (typeof url !== "string" || name === undefined || account !== accountId || isElsewhere) {
    throw new RequestError(
      "malformed",
      `QueueUrl ${JSON.stringify(url)} is none of region ${region}; it has to be like https://sqs.${region}.amazonaws.com/${accountId}/NAME.`,
    );
  }
  return { ...input, QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/${name}` };
}
