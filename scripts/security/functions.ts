import type { Resource, ResourceGraph } from "../graph.ts";
import { type Rule, types, verbOf } from "./rule-form.ts";

const variablesOf = ({ inputs }: Resource): Record<string, string> =>
  (inputs.environment as { variables?: Record<string, string> } | undefined)?.variables ?? {};

/** Names of variables that would hold a secret; a secret's value is written `secret:<name>` in the graph. */
const secretive = /secret:|AKIA[0-9A-Z]{16}|-----BEGIN/;

const functions = [types.function];

const targetOf = ({ inputs }: Resource) => inputs.target as { arn: string; input: string };

const isScheduled = ({ arn }: Resource, { resources }: ResourceGraph): boolean =>
  resources.some((other) => other.type === types.schedule && targetOf(other).arn === arn);

const isEmptyRun = (schedule: Resource): boolean => targetOf(schedule).input === "{}";

/** Whether a schedule does nothing but launch the canary's job: in its own name, with nothing secret in it. */
function isCanary(schedule: Resource): boolean {
  const { input } = targetOf(schedule);
  return /"principal":"canary"/.test(input) && !/authorization|bearer/i.test(input) && !secretive.test(input);
}

export const functionRules: readonly Rule[] = [
  {
    ids: ["AwsSolutions-L1", "Serverless-LambdaLatestVersion", "Lambda.2", "CKV_AWS_363"],
    says: "Functions run on the newest Node.js runtime.",
    types: functions,
    holds: ({ inputs }) => inputs.runtime === "nodejs24.x",
  },
  {
    ids: ["Serverless-LambdaDefaultMemorySize"],
    says: "Functions state their memory.",
    types: functions,
    holds: ({ inputs }) => Number(inputs.memorySize) >= 128,
  },
  {
    ids: ["Serverless-LambdaDefaultTimeout"],
    says: "Functions state their timeout.",
    types: functions,
    holds: ({ inputs }) => Number(inputs.timeout) > 0,
  },
  {
    ids: ["Serverless-LambdaTracing", "CKV_AWS_50", "Lambda.7"],
    says: "Functions are traced by X-Ray.",
    types: functions,
    holds: ({ inputs }) => (inputs.tracingConfig as { mode?: string } | undefined)?.mode === "Active",
    waivers: [
      {
        what: "all functions",
        why: "Tracing works inside the interval being measured and would falsify it. Every sample carries its own marks and receipts, which say more than a trace.",
      },
    ],
  },
  {
    ids: ["Serverless-LambdaDLQ", "Serverless-LambdaAsyncFailureDestination", "CKV_AWS_116"],
    says: "Functions have a destination for events they fail on.",
    types: functions,
    holds: ({ inputs }) => inputs.deadLetterConfig !== undefined,
    waivers: [
      {
        accepts: (resource) => verbOf(resource) === "reconcile",
        what: "reconcile",
        why: "What a run leaves undone the next one does, a minute later, so a kept event would tell nothing; Lambda tries a failed one twice more besides. Its errors have an alarm.",
      },
      {
        accepts: (resource, graph) => verbOf(resource) === "api" && isScheduled(resource, graph),
        setting: "canaryMinutes",
        what: "api, which the canary's schedule invokes asynchronously",
        why: "Lambda tries a failed launch twice more. A kept one would only launch a late canary; when none completes, the heartbeat alarm rings (not with `alarms: false`).",
      },
      {
        accepts: (resource, graph) => verbOf(resource) !== "reconcile" && !isScheduled(resource, graph),
        what: "all others",
        why: "Never invoked asynchronously: callers wait for the answer, and the queues that feed plan and consume have dead-letter queues.",
      },
    ],
  },
  {
    ids: ["Serverless-LambdaEventSourceMappingDestination"],
    says: "What an event source mapping fails on is kept. (For SQS that is the queue's own redrive policy.)",
    types: [types.mapping],
    holds: ({ inputs }, { resources }) =>
      resources.some(
        ({ type, arn, inputs: queue }) =>
          type === types.queue && arn === inputs.eventSourceArn && queue.redrivePolicy !== undefined,
      ),
  },
  {
    ids: ["own"],
    says: "Mappings report failures one by one, so that a good message is not tried again with a bad one.",
    types: [types.mapping],
    holds: ({ inputs }) => (inputs.functionResponseTypes as string[]).includes("ReportBatchItemFailures"),
  },
  {
    ids: ["CKV_AWS_115"],
    says: "Functions have reserved concurrency.",
    types: functions,
    holds: ({ inputs }) => Number(inputs.reservedConcurrentExecutions) > 0,
    waivers: [
      {
        accepts: (resource) => verbOf(resource) !== "consume",
        what: "all but consume",
        why: "Reserving takes from an account's other functions, and a new account has 10 in all. consume is reserved because a throttled poll spends a message's receive count; it also bounds how many of outer and inner run at once.",
      },
    ],
  },
  {
    ids: ["CKV_AWS_117", "Lambda.3"],
    says: "Functions run in a VPC.",
    types: functions,
    holds: ({ inputs }) => inputs.vpcConfig !== undefined,
    waivers: [
      {
        what: "all functions",
        why: "They reach AWS's own APIs only and nothing in a VPC. A VPC would change the network being measured and add NAT charges.",
      },
    ],
  },
  {
    ids: ["CKV_AWS_45"],
    says: "No environment variable holds a secret.",
    types: functions,
    holds: (resource) => !Object.values(variablesOf(resource)).some((value) => secretive.test(value)),
  },
  {
    ids: ["CKV_AWS_173"],
    says: "Environment variables are encrypted with a key of the customer's own.",
    types: functions,
    holds: ({ inputs }) => inputs.kmsKeyArn !== undefined,
    waivers: [
      {
        what: "all functions",
        why: "They are encrypted with AWS's key and hold names and regions only (the rule above). A key of one's own costs $1 a month and region and a call at each cold start, which is measured.",
      },
    ],
  },
  {
    ids: ["CKV_AWS_272"],
    says: "Code is signed.",
    types: functions,
    holds: ({ inputs }) => inputs.codeSigningConfigArn !== undefined,
    waivers: [
      {
        what: "all functions",
        why: "SST builds and uploads from the deploying machine; signing there would prove no more than its AWS credentials do.",
      },
    ],
  },
  {
    ids: ["CKV_AWS_301", "CKV_AWS_364", "Lambda.1"],
    says: "Only a named AWS service may invoke a function, and only for a named source.",
    types: [types.permission],
    holds: ({ inputs }) =>
      inputs.principal === "apigateway.amazonaws.com" &&
      /^arn:aws:execute-api:/.test(String(inputs.sourceArn)),
  },
  {
    ids: ["CKV_AWS_258"],
    says: "Nothing but the HTTP API makes a function public: there are no function URLs.",
    types: functions,
    holds: (_resource, { resources }) => !resources.some(({ type }) => type.includes("functionUrl")),
  },
  {
    ids: ["Serverless-EventBusDLQ"],
    says: "Schedules have a dead-letter queue.",
    types: [types.schedule],
    holds: ({ inputs }) => (inputs.target as { deadLetterConfig?: object }).deadLetterConfig !== undefined,
    waivers: [
      {
        accepts: isEmptyRun,
        what: "the schedule of reconcile",
        why: "Its event is empty: a kept one would tell nothing, and a minute later comes the next.",
      },
      {
        accepts: isCanary,
        setting: "canaryMinutes",
        what: "the schedule of the canary",
        why: "Its event is the same each time, and the next comes soon: a kept one would tell nothing that the heartbeat alarm does not.",
      },
    ],
  },
  {
    ids: ["CKV_AWS_297"],
    says: "Schedules are encrypted with a key of the customer's own.",
    types: [types.schedule],
    holds: ({ inputs }) => inputs.kmsKeyArn !== undefined,
    waivers: [
      { accepts: isEmptyRun, what: "the schedule of reconcile", why: "Its input is empty." },
      {
        accepts: isCanary,
        setting: "canaryMinutes",
        what: "the schedule of the canary",
        why: "Its input is the request for a tiny job, as it stands in stacks/canary.ts: regions and numbers, no token.",
      },
    ],
  },
];
