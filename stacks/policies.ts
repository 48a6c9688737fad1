import type { Placement } from "./regions.ts";

/** Lets the topics named send to a queue, and nobody do anything with it but over TLS. */
export function protectQueue(
  name: string,
  queue: sst.aws.Queue,
  placement: Placement,
  senders: readonly sst.aws.SnsTopic[],
): aws.sqs.QueuePolicy {
  return new aws.sqs.QueuePolicy(
    `${name}${placement.suffix}Policy`,
    {
      queueUrl: queue.url,
      policy: documentOf([
        ...senders.map((topic) => ({
          actions: ["sqs:SendMessage"],
          resources: [queue.arn],
          principals: [{ type: "Service", identifiers: ["sns.amazonaws.com"] }],
          conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [topic.arn] }],
        })),
        tlsOnly("sqs:*", queue.arn),
      ]),
    },
    placement.options,
  );
}

/** Lets nobody publish to a topic but over TLS; `alarms` lets the alarms of this account and region publish. */
export function protectTopic(
  name: string,
  topic: sst.aws.SnsTopic,
  placement: Placement,
  { alarms }: { alarms: boolean },
): void {
  const alarmArns = $interpolate`arn:${partition}:cloudwatch:${placement.region}:${accountId}:alarm:*`;
  const fromAlarms = {
    actions: ["sns:Publish"],
    resources: [topic.arn],
    principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
    conditions: [{ test: "ArnLike", variable: "aws:SourceArn", values: [alarmArns] }],
  };
  new aws.sns.TopicPolicy(
    `${name}${placement.suffix}Policy`,
    {
      arn: topic.arn,
      policy: documentOf([...(alarms ? [fromAlarms] : []), tlsOnly("sns:Publish", topic.arn)]),
    },
    placement.options,
  );
}

const partition = aws.getPartitionOutput().partition;
const accountId = aws.getCallerIdentityOutput().accountId;

const documentOf = (statements: aws.iam.GetPolicyDocumentOutputArgs["statements"]) =>
  aws.iam.getPolicyDocumentOutput({ statements }).json;

const tlsOnly = (action: string, arn: $util.Input<string>) => ({
  effect: "Deny",
  actions: [action],
  resources: [arn],
  principals: [{ type: "*", identifiers: ["*"] }],
  conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
});
