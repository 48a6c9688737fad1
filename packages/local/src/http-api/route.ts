/** A route of an HTTP API: "GET /v1/jobs/{id}", "ANY /files/{path+}" or "$default". */
export interface Route {
  key: string;
  method: string;
  segments: string[];
}

export interface RouteMatch<R extends Route> {
  route: R;
  parameters: Record<string, string>;
}

export function parseRoute(key: string): Route {
  if (key === "$default") return { key, method: "ANY", segments: ["{proxy+}"] };
  const [method, path, ...rest] = key.split(" ");
  if (method === undefined || path === undefined || rest.length > 0 || !path.startsWith("/")) {
    throw new Error(`The route key ${key} is neither "METHOD /path" nor "$default".`);
  }
  return { key, method, segments: splitPath(path) };
}

/** What an HTTP API's routes can be for, ANY and $default included. Source: `$context.httpMethod` in the developer guide. */
const methods: ReadonlySet<string> = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/**
 * The route a request takes: text before {name} before {name+} in each segment, a method before ANY, and $default
 * last. Source: API Gateway developer guide, "Working with routes for HTTP APIs".
 */
export function findRoute<R extends Route>(
  routes: readonly R[],
  method: string,
  path: string,
): RouteMatch<R> | undefined {
  if (!methods.has(method)) return undefined;
  const segments = splitPath(path);
  const matches = routes.flatMap((route) => {
    if (route.method !== "ANY" && route.method !== method) return [];
    const parameters = matchSegments(route.segments, segments);
    return parameters === undefined ? [] : [{ route, parameters }];
  });
  const [best] = matches.sort((a, b) => rank(a.route).localeCompare(rank(b.route)));
  if (best?.route.key === "$default") return { route: best.route, parameters: {} };
  return best;
}

function splitPath(path: string): string[] {
  return path.split("/").slice(1);
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    if (isGreedy(expected)) {
      const rest = segments.slice(index).join("/");
      if (rest === "" && index > 0) return undefined;
      parameters[expected.slice(1, -2)] = decodePath(rest);
      return parameters;
    }
    const actual = segments[index];
    if (actual === undefined) return undefined;
    if (isParameter(expected)) {
      if (actual === "") return undefined;
      parameters[expected.slice(1, -1)] = decodePath(actual);
    } else if (expected !== actual) return undefined;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

/** Sorts the most specific route first. */
function rank(route: Route): string {
  if (route.key === "$default") return "9";
  const kinds = route.segments.map((segment) => (isGreedy(segment) ? "2" : isParameter(segment) ? "1" : "0"));
  return `${kinds.join("")} ${route.method === "ANY" ? "1" : "0"}`;
}

function isParameter(segment: string): boolean {
  return segment.startsWith("{") && segment.endsWith("}");
}

function isGreedy(segment: string): boolean {
  return segment.startsWith("{") && segment.endsWith("+}");
}

/** What is encoded wrongly stays as it is. */
export function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
