/** A route of an HTTP API: "GET /v1/jobs/{id}", or "$default". */
export interface ApiRoute {
  key: string;
  method: string;
  segments: string[];
}

interface RouteMatch<R extends ApiRoute> {
  route: R;
  parameters: Record<string, string>;
}

const defaultKey = "$default";

/** Throws for a key that is none, and for routes of ANY method or of several segments in one (`{path+}`). */
export function parseRoute(key: string): ApiRoute {
  const [method = "", path = "", ...rest] = key.split(" ");
  const isRoute = methods.has(method) && path.startsWith("/") && !path.includes("+}") && rest.length === 0;
  if (isRoute || key === defaultKey) return { key, method, segments: splitPath(path) };
  throw new Error(
    `The route key ${key} is not supported by the local cloud; accepted: "METHOD /path/{name}" and "${defaultKey}".`,
  );
}

/** What an HTTP API's routes can be for, $default included. Source: `$context.httpMethod` in the developer guide. */
const methods: ReadonlySet<string> = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/**
 * The route a request takes: text before {name} in each segment, and $default last. Source: API Gateway developer guide,
 * "Working with routes for HTTP APIs".
 */
export function findRoute<R extends ApiRoute>(
  routes: readonly R[],
  method: string,
  path: string,
): RouteMatch<R> | undefined {
  if (!methods.has(method)) return undefined;
  const segments = splitPath(path);
  const matches = routes.flatMap((route) => {
    const parameters = route.method === method ? matchSegments(route.segments, segments) : undefined;
    return parameters === undefined ? [] : [{ route, parameters }];
  });
  const [best] = matches.sort((a, b) => rank(a.route).localeCompare(rank(b.route)));
  const fallback = routes.find(({ key }) => key === defaultKey);
  return best ?? (fallback && { route: fallback, parameters: {} });
}

function splitPath(path: string): string[] {
  return path.split("/").slice(1);
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? "";
    if (isParameter(expected) && actual !== "") parameters[expected.slice(1, -1)] = decodePath(actual);
    else if (expected !== actual) return undefined;
  }
  return parameters;
}

/** Sorts the most specific route first. */
const rank = ({ segments }: ApiRoute): string => segments.map((one) => (isParameter(one) ? 1 : 0)).join("");

function isParameter(segment: string): boolean {
  return segment.startsWith("{") && segment.endsWith("}");
}

/** What is encoded wrongly stays as it is. */
export function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
