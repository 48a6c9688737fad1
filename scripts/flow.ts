import { type Arrow, type Box, type Kind, render } from "./flow-svg.ts";
import type { Resource, ResourceGraph } from "./graph.ts";

/** Where a person looks for it. A resource without a place here is an error, so none goes missing unseen. */
const homePlaces: Readonly<Record<string, readonly [column: number, row: number]>> = {
  "HTTP API": [0, 1],
  authorize: [0, 2],
  page: [0, 0],
  api: [1, 1],
  jobs: [2, 1],
  "jobs dead": [2, 0],
  plan: [3, 1],
  results: [3, 2],
  probes: [4, 1],
  unroutable: [4, 0],
  undelivered: [3, 0],
  reconcile: [2, 2],
  events: [1, 2],
};
const probePlaces: typeof homePlaces = {
  blocks: [4, 3],
  "blocks dead": [4, 4],
  consume: [3, 3],
  outer: [2, 3],
  inner: [1, 3],
  "inner-db": [1, 4],
  records: [0, 4],
};

/** What only watches is left out: the flow goes on without it. */
const watching = new Set(["alerts"]);

/** An SVG of what calls what at home and in one probe region, read from mappings, filters and IAM statements; twins are not drawn. */
export function drawFlow(graph: ResourceGraph): string {
  const queues = ofType(graph.resources, "aws:lambda/function:Function");
  const probeRegion = queues.find(({ region }) => region !== graph.homeRegion)?.region;
  const resources = graph.resources.filter(
    ({ region, inputs }) =>
      (region === graph.homeRegion || region === probeRegion) && inputs.tenancyConfig === undefined,
  );
  return render(boxesOf(resources, graph.homeRegion), arrowsOf(resources), graph.homeRegion);
}

function boxesOf(resources: readonly Resource[], home: string): Box[] {
  return resources.flatMap((resource) => {
    const kind = kindOf[resource.type];
    if (kind === undefined) return [];
    const label = labelOf(resource);
    if (watching.has(label)) return [];
    const place = (resource.region === home ? homePlaces : probePlaces)[label];
    if (place === undefined) throw new Error(`scripts/flow.ts: give "${label}" (${resource.name}) a place`);
    return [{ arn: resource.arn ?? resource.id, kind, label, column: place[0], row: place[1] }];
  });
}

const kindOf: Readonly<Record<string, Kind>> = {
  "aws:apigatewayv2/api:Api": "api",
  "aws:lambda/function:Function": "function",
  "aws:sqs/queue:Queue": "queue",
  "aws:sns/topic:Topic": "topic",
  "aws:dynamodb/table:Table": "table",
};

function labelOf({ type, name, region, bundle }: Resource): string {
  if (type === "aws:apigatewayv2/api:Api") return "HTTP API";
  if (bundle !== undefined) return bundle.handler.replace(/^.*\/|\.handler$/g, "");
  const place = region.split("-").map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  return name
    .replace(/(Queue|Topic|Table)$/, "")
    .replace(place.join(""), "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

/**
 * Without those that only hurry (what api and consume ask of reconcile its schedule does within a minute anyway), and without what
 * api sends again of dead letters, which somebody asks for.
 */
function arrowsOf(resources: readonly Resource[]): Arrow[] {
  const arrows = [
    ...routes(resources),
    ...permissions(resources),
    ...mappings(resources),
    ...subscriptions(resources),
    ...redrives(resources),
    ...undeliveries(resources),
  ];
  const isRedrive = ({ from, to }: Arrow) => from.endsWith("-api") && to.includes("-Blocks");
  return arrows.filter((arrow) => !arrow.to.endsWith("-reconcile") && !isRedrive(arrow));
}

const ofType = (resources: readonly Resource[], type: string) => resources.filter((r) => r.type === type);

function routes(resources: readonly Resource[]): Arrow[] {
  const [api] = ofType(resources, "aws:apigatewayv2/api:Api");
  if (api === undefined) return [];
  const integrations = ofType(resources, "aws:apigatewayv2/integration:Integration");
  const authorizers = ofType(resources, "aws:apigatewayv2/authorizer:Authorizer");
  const targets = new Set(integrations.map(({ inputs }) => functionArnIn(String(inputs.integrationUri))));
  return [
    ...[...targets].map((to) => ({ from: api.arn ?? api.id, to, label: "routes" })),
    ...authorizers.map(({ inputs }) => ({
      from: api.arn ?? api.id,
      to: functionArnIn(String(inputs.authorizerUri)),
      label: "authorizer",
    })),
  ];
}

const functionArnIn = (uri: string): string => /arn:aws:lambda:[^/]+:function:[^/]+/.exec(uri)?.[0] ?? uri;

interface Statement {
  Action: string | string[];
  Resource: string | string[];
}

/** The verbs worth an arrow; polling is drawn by the mapping instead. */
const arrowActions: Readonly<Record<string, string>> = {
  "sqs:SendMessage": "send",
  "sns:Publish": "publish",
  "lambda:InvokeFunction": "invoke",
  "dynamodb:PutItem": "put",
  "dynamodb:BatchWriteItem": "put",
  "dynamodb:GetItem": "get",
  "dynamodb:Query": "query",
};

function permissions(resources: readonly Resource[]): Arrow[] {
  const roles = new Map(ofType(resources, "aws:iam/role:Role").map((role) => [role.arn, role]));
  return ofType(resources, "aws:lambda/function:Function").flatMap((fn) => {
    const policies = (roles.get(String(fn.inputs.role))?.inputs.inlinePolicies ?? []) as { policy: string }[];
    const statements = policies.flatMap(
      ({ policy }) => (JSON.parse(policy) as { Statement: Statement[] }).Statement,
    );
    return verbsByTarget(statements).map(([to, verbs]) => ({
      from: fn.arn ?? fn.id,
      to,
      label: verbs.join(", "),
    }));
  });
}

function verbsByTarget(statements: readonly Statement[]): [string, string[]][] {
  const verbs = new Map<string, Set<string>>();
  for (const { Action, Resource: target } of statements) {
    const arns = [target].flat();
    const reach = new Set(arns.map((arn) => arn.split(":")[3])).size;
    for (const action of [Action].flat()) {
      const verb = arrowActions[action];
      if (verb === undefined) continue;
      const said = reach > 1 ? `${verb} in ${reach} regions` : verb;
      for (const arn of arns) verbs.set(arn, (verbs.get(arn) ?? new Set()).add(said));
    }
  }
  return [...verbs].map(([arn, set]) => [arn, [...set]]);
}

const mappings = (resources: readonly Resource[]): Arrow[] =>
  ofType(resources, "aws:lambda/eventSourceMapping:EventSourceMapping").map(({ inputs }) => ({
    from: String(inputs.eventSourceArn),
    to: String(inputs.functionName),
    label: `batch ${inputs.batchSize}`,
  }));

const subscriptions = (resources: readonly Resource[]): Arrow[] =>
  ofType(resources, "aws:sns/topicSubscription:TopicSubscription").map(({ inputs }) => ({
    from: String(inputs.topic),
    to: String(inputs.endpoint),
    label: String(inputs.filterPolicy).includes("$or") ? "unmatched" : "filter origin",
  }));

const redrives = (resources: readonly Resource[]): Arrow[] =>
  ofType(resources, "aws:sqs/queue:Queue").flatMap((queue) => {
    const policy = queue.inputs.redrivePolicy;
    if (typeof policy !== "string") return [];
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(policy);
    return [
      { from: queue.arn ?? queue.id, to: String(deadLetterTargetArn), label: `after ${maxReceiveCount}` },
    ];
  });

/** One arrow a topic, however many of its subscriptions give up to the same queue. */
function undeliveries(resources: readonly Resource[]): Arrow[] {
  const arrows = ofType(resources, "aws:sns/topicSubscription:TopicSubscription").flatMap(({ inputs }) => {
    const { topic, redrivePolicy } = inputs;
    if (typeof redrivePolicy !== "string") return [];
    return [[`${topic}`, String(JSON.parse(redrivePolicy).deadLetterTargetArn)] as const];
  });
  return [
    ...new Map(arrows.map(([from, to]) => [`${from} ${to}`, { from, to, label: "undeliverable" }])).values(),
  ];
}
