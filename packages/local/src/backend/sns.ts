import { randomUUID } from "node:crypto";
import type { Access, ToArn } from "../events/access.ts";
import { type Fail, failWith, queryShape } from "../service/failure.ts";
import { readForm } from "../service/read-form.ts";
import { arnIn, type Description } from "../service/service.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import type { BackendSite } from "./open.ts";
import { type TopicSite, topicKinds } from "./provision/topic.ts";

export const sns = {
  name: "sns",
  read: readForm,
  accessesOf: (request, accountId) => deriveSns(request, arnIn(request, accountId)),
  fail: (kind, message) => failInXml(kind, message),
  kinds: topicKinds,
  open: async (site) => (await import("./open.ts")).openTopics(site),
} as const satisfies Description<BackendSite & TopicSite>;

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

const unauthorized = { code: "AuthorizationError", status: 403 };
const shape = {
  ...queryShape(403, 400),
  accessDenied: unauthorized,
  otherAccount: unauthorized,
  otherRegion: { code: "InvalidParameter", status: 400 },
};

const failInXml: Fail = (kind, message) => {
  const { code, status } = shape[kind];
  const requestId = randomUUID();
  const error = `<Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
  const xml = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
  return failWith(status, { "content-type": "text/xml", "x-amzn-requestid": requestId }, xml);
};

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
