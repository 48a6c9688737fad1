import type { Resource } from "../graph.ts";
import { identityStatements, listOf, type Statement, statementsOf } from "./policy.ts";
import { type Rule, types } from "./rule-form.ts";

const roles = [types.role];

const wildcardsOf = (role: Resource): readonly Statement[] =>
  identityStatements(role).filter(({ Resource }) => listOf(Resource).some((arn) => arn.includes("*")));

/** The only statements in which a resource may have a `*`. */
const wildcards: readonly { covers: (statement: Statement) => boolean; why: string }[] = [
  {
    covers: ({ Resource }) =>
      listOf(Resource).every((arn) => /^arn:aws:logs:[\w-]+:\d+:log-group:[^*]+:\*$/.test(arn)),
    why: "The streams of a function's own log group: Lambda names them.",
  },
  {
    covers: ({ Action, Condition }) =>
      listOf(Action).join() === "cloudwatch:PutMetricData" &&
      Condition?.StringEquals?.["cloudwatch:namespace"] !== undefined,
    why: "PutMetricData: it knows no resources, and is narrowed to this stage's namespace.",
  },
  {
    covers: ({ Action }) => listOf(Action).every((one) => readsOfCloudWatch.has(one)),
    why: "The API's reading of alarms and metrics: GetMetricData knows no resources, and composite alarms are shown to `*` only.",
  },
];

const readsOfCloudWatch: ReadonlySet<string> = new Set([
  "cloudwatch:DescribeAlarms",
  "cloudwatch:DescribeAlarmHistory",
  "cloudwatch:GetMetricData",
]);

export const permissionRules: readonly Rule[] = [
  {
    ids: ["AwsSolutions-IAM4"],
    says: "Roles have no policies managed by AWS.",
    types: roles,
    holds: ({ inputs }) => ((inputs.managedPolicyArns ?? []) as string[]).length === 0,
  },
  {
    ids: [
      "AwsSolutions-IAM5",
      "Serverless-IAMNoWildcardPermissions",
      "Serverless-LambdaStarPermissions",
      "CKV_AWS_286 to 290",
    ],
    says: "Actions are named in full, without `*`.",
    types: roles,
    holds: (role) =>
      !identityStatements(role).some(({ Action }) => listOf(Action).some((one) => one.includes("*"))),
  },
  {
    ids: ["AwsSolutions-IAM5", "Serverless-IAMNoWildcardPermissions", "CKV_AWS_355", "CKV_AWS_356"],
    says: "Resources are named in full, without `*`.",
    types: roles,
    holds: (role) => !wildcardsOf(role).length,
    waivers: [
      {
        accepts: (role) => wildcardsOf(role).every((one) => wildcards.some(({ covers }) => covers(one))),
        what: "every `*` in the roles is one of these",
        why: wildcards.map(({ why }) => why).join(" "),
      },
    ],
  },
  {
    ids: ["CKV_AWS_60", "CKV_AWS_61"],
    says: "Only one AWS service may assume a role.",
    types: roles,
    holds: ({ inputs }) =>
      statementsOf(inputs.assumeRolePolicy).every(
        ({ Principal }) =>
          typeof Principal === "object" &&
          Object.keys(Principal).join() === "Service" &&
          listOf(Principal.Service).length === 1,
      ),
  },
  {
    ids: ["own"],
    says: "A schedule's role can be assumed for this account only, so that no other account's schedule can borrow it.",
    types: roles,
    holds: ({ inputs }) =>
      statementsOf(inputs.assumeRolePolicy).every(
        ({ Principal, Condition }) =>
          !JSON.stringify(Principal).includes("scheduler.amazonaws.com") ||
          Condition?.StringEquals?.["aws:SourceAccount"] !== undefined,
      ),
  },
  {
    ids: ["own"],
    says: "No role may change a role, a policy or a function.",
    types: roles,
    holds: (role) =>
      !identityStatements(role).some(({ Action }) =>
        listOf(Action).some((one) => /^(iam|sts|kms):|^lambda:(?!InvokeFunction$)/.test(one)),
      ),
  },
];
