import type { Resource, ResourceGraph } from "@crisscross/local/graph/graph";

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * What of the description answers for jobs that are stored: the routes that read, cancel and purge them, the functions these
 * lead to with their roles, and the home region's tables. It takes no job, and nothing in it goes on by itself.
 */
export function readingPart(graph: ResourceGraph): ResourceGraph {
  const home = graph.resources.filter(({ region }) => region === graph.homeRegion);
  const routes = ofType(home, "apigatewayv2/route:Route").filter(({ inputs }) =>
    /^(GET|DELETE) \/v1\/jobs/.test(textOf(inputs.routeKey)),
  );
  const targets = new Set(routes.map(({ inputs }) => textOf(inputs.target)));
  const integrations = ofType(home, "apigatewayv2/integration:Integration").filter(({ id }) =>
    targets.has(`integrations/${id}`),
  );
  const authorizers = ofType(home, "apigatewayv2/authorizer:Authorizer");
  const uris = [...integrations, ...authorizers].map(({ inputs }) =>
    textOf(inputs.integrationUri ?? inputs.authorizerUri),
  );
  const functions = ofType(home, "lambda/function:Function").filter(({ arn = "none" }) =>
    uris.some((uri) => uri === arn || uri.includes(`${arn}/`)),
  );
  const arns = new Set(functions.map(({ arn }) => arn));
  const roles = new Set(functions.map(({ inputs }) => inputs.role));
  const kept = new Set([
    ...routes,
    ...integrations,
    ...authorizers,
    ...functions,
    ...ofType(home, "apigatewayv2/api:Api"),
    ...ofType(home, "apigatewayv2/stage:Stage"),
    ...ofType(home, "dynamodb/table:Table"),
    ...ofType(home, "lambda/permission:Permission").filter(({ inputs }) => arns.has(textOf(inputs.function))),
    ...ofType(graph.resources, "iam/role:Role").filter(({ arn }) => arn !== undefined && roles.has(arn)),
  ]);
  return { ...graph, resources: graph.resources.filter((resource) => kept.has(resource)) };
}

const ofType = (resources: readonly Resource[], type: string): Resource[] =>
  resources.filter((resource) => resource.type === `aws:${type}`);
