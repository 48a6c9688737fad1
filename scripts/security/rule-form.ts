import type { Settings } from "../../stacks/config.ts";
import type { Resource, ResourceGraph } from "../graph.ts";

export interface Waiver {
  /** Which of the resources that break the rule this accepts; all of them when absent. */
  readonly accepts?: (resource: Resource, graph: ResourceGraph) => boolean;
  /** The setting without which there is nothing to waive. */
  readonly setting?: keyof Settings;
  /** Which those are, in words. */
  readonly what: string;
  readonly why: string;
}

export interface Rule {
  /** Ids of cdk-nag (AwsSolutions, Serverless), checkov (CKV…), Security Hub (Lambda.1), or `own`. */
  readonly ids: readonly string[];
  /** What has to hold, as a sentence. */
  readonly says: string;
  /** The types it looks at. */
  readonly types: readonly string[];
  /** Only in this stage, such as deletion protection. */
  readonly stage?: string;
  readonly holds: (resource: Resource, graph: ResourceGraph) => boolean;
  readonly waivers?: readonly Waiver[];
}

export interface Verdict {
  readonly rule: Rule;
  readonly examined: number;
  readonly broken: readonly Resource[];
  readonly waived: ReadonlyMap<Waiver, readonly Resource[]>;
  /** Broken, and not accepted by any waiver. */
  readonly open: readonly Resource[];
}

export function judgeRule(rule: Rule, graph: ResourceGraph): Verdict {
  const applies = rule.stage === undefined || rule.stage === graph.stage;
  const examined = applies ? graph.resources.filter(({ type }) => rule.types.includes(type)) : [];
  const broken = examined.filter((resource) => !rule.holds(resource, graph));
  const waivers = rule.waivers ?? [];
  const accepts = ({ accepts: test = () => true }: Waiver, resource: Resource) => test(resource, graph);
  return {
    rule,
    examined: examined.length,
    broken,
    waived: new Map(
      waivers.map((waiver) => [waiver, broken.filter((resource) => accepts(waiver, resource))]),
    ),
    open: broken.filter((resource) => !waivers.some((waiver) => accepts(waiver, resource))),
  };
}

export const types = {
  api: "aws:apigatewayv2/api:Api",
  authorizer: "aws:apigatewayv2/authorizer:Authorizer",
  integration: "aws:apigatewayv2/integration:Integration",
  route: "aws:apigatewayv2/route:Route",
  stage: "aws:apigatewayv2/stage:Stage",
  composite: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  table: "aws:dynamodb/table:Table",
  role: "aws:iam/role:Role",
  mapping: "aws:lambda/eventSourceMapping:EventSourceMapping",
  function: "aws:lambda/function:Function",
  permission: "aws:lambda/permission:Permission",
  schedule: "aws:scheduler/schedule:Schedule",
  topic: "aws:sns/topic:Topic",
  topicPolicy: "aws:sns/topicPolicy:TopicPolicy",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  queue: "aws:sqs/queue:Queue",
  queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
} as const;

/** Types no rule of the sources looks at, and why none of ours does. */
export const unexamined: Readonly<Record<string, string>> = {
  "aws:cloudwatch/dashboard:Dashboard": "shows metrics; holds no data and grants nothing",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": "counts lines; holds no data and grants nothing",
};

/** "consume" of crisscross-production-consume. */
export const verbOf = ({ inputs }: Resource): string => String(inputs.name).split("-").slice(2).join("-");
