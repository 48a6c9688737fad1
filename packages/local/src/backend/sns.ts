import type { Access, ToArn } from "../events/access.ts";
import { failInQuery } from "../service/dialect.ts";
import { queryShape } from "../service/failure.ts";
import { whyOfOtherRegion } from "../service/names.ts";
import { readForm } from "../service/read-form.ts";
import { arnIn, type Description } from "../service/service.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import type { BackendSite } from "./open.ts";
import { type TopicSite, topicKinds } from "./provision/topic.ts";
import { topicMetrics } from "./topic-metrics.ts";

const unauthorized = { code: "AuthorizationError", status: 403 };
const shape = {
  ...queryShape(403, 400),
  accessDenied: unauthorized,
  otherAccount: unauthorized,
  otherRegion: { code: "InvalidParameter", status: 400 },
};

export const sns = {
  name: "sns",
  read: readForm,
  names: {
    members: ["TopicArn", "TargetArn", "SubscriptionArn", "ResourceArn"],
    anyRegion: ["Endpoint"],
    refuseRegion: (named, place) =>
      `Invalid parameter: ${named.member} Reason: ${whyOfOtherRegion(named, place)}`,
  },
  accessesOf: (request, accountId) => deriveSns(request, arnIn(request, accountId)),
  fail: failInQuery(shape),
  kinds: topicKinds,
  metrics: topicMetrics,
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
