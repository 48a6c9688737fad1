/** A view and what it shows, as its address has it. The address stands in the fragment: it never reaches a log of the API's. */
export interface Route {
  readonly view: ViewName;
  /** What the path's parameters stand for, such as `id`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** Every view with the pattern of its path. A parameter is a segment that begins with `:`. */
const patterns = {
  home: "/",
  jobs: "/jobs",
  newJob: "/jobs/new",
  job: "/jobs/:id",
  matrix: "/jobs/:id/matrix",
  cell: "/jobs/:id/cells/:origin/:target/:variant",
  probe: "/jobs/:id/probes/:probe",
  watching: "/watching",
  alarm: "/watching/alarms/:name",
  dashboard: "/watching/dashboard",
  letters: "/watching/letters",
} as const;

export type ViewName = keyof typeof patterns | "unknown";

const names = Object.keys(patterns) as (keyof typeof patterns)[];

/** Reads a fragment such as `#/jobs/j1/matrix?stat=p95`. */
export function parseRoute(fragment: string): Route {
  const text = fragment.replace(/^#/, "") || "/";
  const at = text.indexOf("?");
  const path = at < 0 ? text : text.slice(0, at);
  const query = Object.fromEntries(new URLSearchParams(at < 0 ? "" : text.slice(at + 1)));
  for (const view of names) {
    const params = match(patterns[view], path);
    if (params) return { view, params, query };
  }
  return { view: "unknown", params: {}, query };
}

/** The literal segment wins over a parameter, because it stands first in the table. */
function match(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [place, segment] of wanted.entries()) {
    const value = given[place] ?? "";
    if (!segment.startsWith(":")) {
      if (segment !== value) return undefined;
    } else if (value === "") return undefined;
    else params[segment.slice(1)] = decoded(value);
  }
  return params;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The fragment of a view; `undefined` in the query is left out. */
export function hrefOf(
  view: keyof typeof patterns,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const path = patterns[view]
    .split("/")
    .map((segment) =>
      segment.startsWith(":") ? encodeURIComponent(params[segment.slice(1)] ?? "") : segment,
    )
    .join("/");
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = new URLSearchParams(given).toString();
  return `#${path}${text && `?${text}`}`;
}
