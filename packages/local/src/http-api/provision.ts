import type { Emit } from "../events/event.ts";
import type { Resource } from "../graph/graph.ts";
import { readBlock, readList, readNumber, readOptionalText, readText } from "../graph/inputs.ts";
import { matchesArn } from "../iam/arn.ts";
import type { LambdaHost } from "../lambda/contract.ts";
import type { Running } from "../service/service.ts";
import type { Clock } from "../time/clock.ts";
import type { ApiSpec, Caller, ServedRoute } from "./answer.ts";
import { type AuthorizerSpec, checkSource } from "./authorizer.ts";
import { parseRoute } from "./route.ts";
import { serveApi } from "./server.ts";

/** What serving an HTTP API needs. */
export interface ApiSite {
  accountId: string;
  host: Pick<LambdaHost, "invoke">;
  /** Key with which an API proves whose it is. */
  proofKey?: string;
  emit: Emit;
  resources: readonly Resource[];
  /** Port of the first API; the others take free ones. */
  apiPort: number;
  clock: Clock;
}

/** API Gateway's own limit, and default. */
const INTEGRATION_TIMEOUT_MS = 30_000;

/** Serves an HTTP API from its stage, routes, integrations, authorizers and the permissions of the functions behind. */
export async function provisionApi(site: ApiSite, resource: Resource): Promise<Running> {
  const apiId = resource.id;
  const { accountId, resources: graph } = site;
  const { region } = resource;
  const part = (type: string): Resource[] =>
    graph.filter((other) => other.type === `aws:apigatewayv2/${type}` && other.inputs.apiId === apiId);
  const [stage] = part("stage:Stage");
  if (stage === undefined)
    throw new Error(`The API ${resource.name} has no stage, so AWS would not serve it.`);

  const integrations = new Map(part("integration:Integration").map((one) => [`integrations/${one.id}`, one]));
  const targets = new Map<string, Resource>();
  const routes = part("route:Route").map((route): ServedRoute => {
    const target = integrations.get(readText(route, "target"));
    if (target === undefined)
      throw new Error(`The route ${route.name} leads to no integration of the graph.`);
    const parsed = parseRoute(readText(route, "routeKey"));
    targets.set(parsed.key, target);
    const authorizerId = readOptionalText(route, "authorizerId");
    if ((readOptionalText(route, "authorizationType") ?? "NONE") === "CUSTOM" && authorizerId === undefined) {
      throw new Error(`The route ${route.name} has custom authorization and no authorizer.`);
    }
    const timeoutMs = readNumber(target, "timeoutMilliseconds") ?? INTEGRATION_TIMEOUT_MS;
    return { ...parsed, timeoutMs, ...(authorizerId === undefined ? {} : { authorizerId }) };
  });
  const authorizers = part("authorizer:Authorizer");
  const permissions = graph.filter(({ type }) => type === "aws:lambda/permission:Permission");
  const call = (uri: string, sourcePath: string): Caller => {
    const functionArn = readFunctionArn(uri);
    const source = `arn:aws:execute-api:${region}:${accountId}:${apiId}/${sourcePath}`;
    const permitted = permissions.some((one) => permitsCall(one, functionArn, source));
    if (!permitted) {
      site.emit({
        kind: "denied",
        principal: "apigateway.amazonaws.com",
        action: "lambda:InvokeFunction",
        resource: functionArn,
        message: `no permission of the function allows API Gateway to invoke it from ${source}`,
      });
      return () => Promise.resolve({ kind: "forbidden" });
    }
    return (payload, signal) =>
      site.host.invoke({ region, functionName: functionArn, payload, caller: { kind: "api" }, signal });
  };

  return serveApi(
    {
      name: resource.name,
      accountId,
      apiId,
      region,
      domainName: `${apiId}.execute-api.${region}.amazonaws.com`,
      routes,
      authorizers: authorizers.map(readAuthorizer),
      ...readStage(stage),
      callRoute: (route) => {
        const path = route.key === "$default" ? "$default" : route.key.replace(" ", "");
        return call(readText(targets.get(route.key) ?? resource, "integrationUri"), `$default/${path}`);
      },
      callAuthorizer: (id) => {
        const authorizer = authorizers.find((one) => one.id === id) ?? resource;
        return call(readText(authorizer, "authorizerUri"), `authorizers/${id}`);
      },
    },
    resource === graph.find(({ type }) => type === resource.type) ? site.apiPort : 0,
    site.clock,
    site.emit,
    site.proofKey,
  );
}

/** The stage's throttling and access log, where it has them. */
function readStage(stage: Resource): Pick<ApiSpec, "throttle" | "accessLog"> {
  const { throttlingRateLimit: ratePerS, throttlingBurstLimit: burst } =
    readBlock<{ throttlingRateLimit: number; throttlingBurstLimit: number }>(stage, "defaultRouteSettings") ??
    {};
  const { destinationArn, format } =
    readBlock<{ destinationArn: string; format: string }>(stage, "accessLogSettings") ?? {};
  return {
    ...(ratePerS === undefined ? {} : { throttle: { ratePerS, burst: burst ?? ratePerS } }),
    ...(destinationArn === undefined || format === undefined
      ? {}
      : { accessLog: { logGroup: destinationArn.split(":").slice(6).join(":"), format } }),
  };
}

/** Throws for one that API Gateway would not make, and for sources that cannot be read here. */
export function readAuthorizer(resource: Resource): AuthorizerSpec {
  const identitySources = readList<string>(resource, "identitySources");
  for (const source of identitySources) checkSource(source);
  const ttlS = readNumber(resource, "authorizerResultTtlInSeconds") ?? 0;
  if (ttlS > 0 && identitySources.length === 0)
    throw new Error(
      `The authorizer ${resource.name} has authorizerResultTtlInSeconds = ${ttlS} and no identitySources, by which answers are cached; give one, or 0 seconds.`,
    );
  return { id: resource.id, identitySources, ttlMs: ttlS * 1000 };
}

function permitsCall(permission: Resource, functionArn: string, source: string): boolean {
  const named = readText(permission, "function");
  const pattern = readOptionalText(permission, "sourceArn");
  const isSame = named === functionArn || functionArn.endsWith(`:function:${named}`);
  return isSame && (pattern === undefined || matchesArn(pattern, source));
}

/** A function's ARN, given as such or inside API Gateway's …/functions/ARN/invocations. */
function readFunctionArn(uri: string): string {
  return /\/functions\/(arn:.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}
