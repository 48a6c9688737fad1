import type { Resource } from "../graph.ts";
import { allows, deniesPlain, listOf, policyOf, type Statement } from "./policy.ts";
import { type Rule, types } from "./rule-form.ts";

const isDeadEnd = ({ inputs }: Resource): boolean => /Dead|Unroutable|Undelivered/.test(String(inputs.name));

const isPublic = ({ Principal, Condition }: Statement): boolean =>
  Condition === undefined && JSON.stringify(Principal).includes('"*"');

const namesSource = ({ Condition = {} }: Statement): boolean =>
  Object.values(Condition).some((keys) =>
    listOf(keys["aws:SourceArn"]).some((arn) => /^arn:aws:[a-z]+:[\w-]+:\d+:/.test(arn)),
  );

export const messagingRules: readonly Rule[] = [
  {
    ids: ["AwsSolutions-SQS2", "CKV_AWS_27", "SQS.1"],
    says: "Queues are encrypted at rest.",
    types: [types.queue],
    holds: ({ inputs }) => inputs.sqsManagedSseEnabled === true || inputs.kmsMasterKeyId !== undefined,
  },
  {
    ids: ["AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"],
    says: "Queues have a dead-letter queue.",
    types: [types.queue],
    holds: ({ inputs }) => inputs.redrivePolicy !== undefined,
    waivers: [
      {
        accepts: isDeadEnd,
        what: "dead-letter, unroutable and undelivered queues",
        why: "They are where messages end: nothing consumes them, they keep messages for 14 days, and each has an alarm at its first.",
      },
    ],
  },
  {
    ids: ["AwsSolutions-SQS4"],
    says: "Queues refuse requests without TLS.",
    types: [types.queue],
    holds: (queue, graph) => policyOf(queue, graph).some((statement) => deniesPlain(statement, "sqs:*")),
  },
  {
    ids: ["SQS.3", "CKV_AWS_168"],
    says: "No queue policy allows everybody anything.",
    types: [types.queuePolicy],
    holds: (policy) => !allows(policy).some(isPublic),
  },
  {
    ids: ["own"],
    says: "What a policy allows an AWS service it allows for one source: `aws:SourceArn`.",
    types: [types.queuePolicy, types.topicPolicy],
    holds: (policy) => allows(policy).every(namesSource),
  },
  {
    ids: ["AwsSolutions-SNS2", "CKV_AWS_26", "SNS.1"],
    says: "Topics are encrypted with a KMS key.",
    types: [types.topic],
    holds: ({ inputs }) => inputs.kmsMasterKeyId !== undefined,
    waivers: [
      {
        accepts: ({ inputs }) => String(inputs.name).includes("Probes"),
        what: "the probe topic",
        why: "SNS keeps a message only until it is delivered. Blocks hold regions, variants and ids, no data of anybody's. With a key each publisher needs KMS permissions, whose working cannot be verified without AWS.",
      },
      {
        accepts: ({ inputs }) => String(inputs.name).includes("Events"),
        what: "the topic of events",
        why: "SNS keeps a message only until it is delivered. Events hold ids, counts, and what people call a job by; docs/events.md says to put no secret there. With a key publishers and subscribers need KMS permissions, whose working cannot be verified without AWS.",
      },
      {
        accepts: ({ inputs }) => String(inputs.name).includes("Alerts"),
        what: "the alert topics",
        why: "CloudWatch cannot publish to a topic encrypted with AWS's own key; a key of one's own costs $1 a month and region. Alarms hold names and numbers.",
      },
    ],
  },
  {
    ids: ["AwsSolutions-SNS3"],
    says: "Topics refuse to be published to without TLS.",
    types: [types.topic],
    holds: (topic, graph) =>
      policyOf(topic, graph).some((statement) => deniesPlain(statement, "sns:Publish")),
  },
  {
    ids: ["SNS.4", "CKV_AWS_169"],
    says: "No topic policy allows everybody anything.",
    types: [types.topicPolicy],
    holds: (policy) => !allows(policy).some(isPublic),
  },
  {
    ids: ["Serverless-SNSRedrivePolicy", "Serverless-SNSDeadLetterQueue"],
    says: "Subscriptions have a dead-letter queue.",
    types: [types.subscription],
    holds: ({ inputs }) => inputs.redrivePolicy !== undefined,
    waivers: [
      {
        accepts: ({ inputs }) => inputs.protocol === "email",
        setting: "alertEmails",
        what: "e-mails about alarms",
        why: "An alarm that a queue keeps reaches nobody: who would be told to look there is who the e-mail did not reach. CloudWatch keeps each alarm's state and history.",
      },
    ],
  },
];
