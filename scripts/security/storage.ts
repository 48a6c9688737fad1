import type { Resource } from "../graph.ts";
import { type Rule, types } from "./rule-form.ts";

const isRecords = ({ inputs }: Resource): boolean => String(inputs.name).endsWith("-records");
const tables = [types.table];

export const storageRules: readonly Rule[] = [
  {
    ids: ["AwsSolutions-DDB3", "CKV_AWS_28", "DynamoDB.2"],
    says: "Tables can be restored to any second of the last 35 days.",
    types: tables,
    holds: ({ inputs }) =>
      (inputs.pointInTimeRecovery as { enabled?: boolean } | undefined)?.enabled === true,
  },
  {
    ids: ["DynamoDB.6"],
    says: "In production, tables are protected from deletion.",
    types: tables,
    stage: "production",
    holds: ({ inputs }) => inputs.deletionProtectionEnabled === true,
    waivers: [
      {
        accepts: isRecords,
        what: "the records tables",
        why: "Made-up customers that each job's seed makes again.",
      },
    ],
  },
  {
    ids: ["CKV_AWS_119"],
    says: "Tables are encrypted with a key of the customer's own.",
    types: tables,
    holds: ({ inputs }) => inputs.serverSideEncryption !== undefined,
    waivers: [
      {
        what: "all tables",
        why: "They are encrypted with AWS's key and hold measurements and made-up customers. A call to KMS would lie in the database time being measured.",
      },
    ],
  },
  {
    ids: ["DynamoDB.1"],
    says: "Tables scale with what is asked of them.",
    types: tables,
    holds: ({ inputs }) => inputs.billingMode === "PAY_PER_REQUEST",
  },
  {
    ids: ["DynamoDB.4"],
    says: "Tables are in a plan of AWS Backup.",
    types: tables,
    holds: () => false,
    waivers: [
      {
        what: "all tables",
        why: "Point-in-time recovery covers mistakes; measurements are exported, not archived.",
      },
    ],
  },
  {
    ids: ["Serverless-CloudWatchLogGroupRetentionPeriod", "CKV_AWS_66"],
    says: "Log groups keep logs for a stated time.",
    types: [types.logGroup],
    holds: ({ inputs }) => Number(inputs.retentionInDays) > 0,
  },
  {
    ids: ["CKV_AWS_338", "CloudWatch.16"],
    says: "Log groups keep logs for a year.",
    types: [types.logGroup],
    holds: ({ inputs }) => Number(inputs.retentionInDays) >= 365,
    waivers: [
      {
        what: "all log groups",
        why: "Logs hold ids and outcomes; what is worth keeping is in the results. A month covers any investigation and a year would cost twelve times as much.",
      },
    ],
  },
  {
    ids: ["CKV_AWS_158"],
    says: "Log groups are encrypted with a key of the customer's own.",
    types: [types.logGroup],
    holds: ({ inputs }) => inputs.kmsKeyId !== undefined,
    waivers: [
      {
        what: "all log groups",
        why: "Encrypted with AWS's key; no line carries a payload, a token or an address but the access log's.",
      },
    ],
  },
];
