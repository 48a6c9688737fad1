import { readFileSync } from "node:fs";
import { graphFile, type Resource, type ResourceGraph } from "../../scripts/graph.ts";
import { settingsFor } from "../../stacks/config.ts";

/** What is committed; resources.test.ts holds it equal to what stacks/ describes. */
export const committed: ResourceGraph = JSON.parse(readFileSync(graphFile, "utf8"));

export const { homeRegion: home, probeRegions } = settingsFor(committed.stage);
export const homeVerbs = ["api", "authorize", "page", "plan", "reconcile"];
const measuredVerbs = ["outer", "inner", "inner-db"];
/** Tenant-isolated twins of the measured functions. */
const isolatedVerbs = measuredVerbs.map((verb) => `${verb}-isolated`);
export const probeVerbs = ["consume", ...measuredVerbs, ...isolatedVerbs];

/** The function that one is a twin of; all others are their own. */
export const ordinaryOf = (verb: string): string => verb.replace(/-isolated$/, "");

export const types = {
  queue: "aws:sqs/queue:Queue",
  queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
  topic: "aws:sns/topic:Topic",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  table: "aws:dynamodb/table:Table",
  function: "aws:lambda/function:Function",
  mapping: "aws:lambda/eventSourceMapping:EventSourceMapping",
  permission: "aws:lambda/permission:Permission",
  role: "aws:iam/role:Role",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  api: "aws:apigatewayv2/api:Api",
  authorizer: "aws:apigatewayv2/authorizer:Authorizer",
  integration: "aws:apigatewayv2/integration:Integration",
  route: "aws:apigatewayv2/route:Route",
  stage: "aws:apigatewayv2/stage:Stage",
  schedule: "aws:scheduler/schedule:Schedule",
} as const;

export const ofType = (type: string, graph = committed): Resource[] =>
  graph.resources.filter((resource) => resource.type === type);

/** The one resource of a type whose physical name, or else logical name, is this, in this region. */
export function one(type: string, name: string, region = home, graph = committed): Resource {
  const found = ofType(type, graph).filter(
    (resource) => resource.region === region && (resource.inputs.name ?? resource.name) === name,
  );
  const [resource] = found;
  if (resource === undefined || found.length > 1)
    throw new Error(`${found.length} resources ${type} named ${name} in ${region}, expected one`);
  return resource;
}

export const functionOf = (verb: string, region = home, graph = committed): Resource =>
  one(types.function, `crisscross-${graph.stage}-${verb}`, region, graph);

export const arnOf = (service: string, region: string, name: string): string =>
  `arn:aws:${service}:${region}:000000000000:${name}`;

/** "ApSouth1" for ap-south-1. */
export const suffixOf = (region: string): string =>
  region.replace(/(^|-)(\w)/g, (_match, _dash, first: string) => first.toUpperCase());

export const parsed = (json: unknown): unknown => JSON.parse(String(json));
