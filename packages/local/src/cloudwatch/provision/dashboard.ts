import type { Resource } from "../../graph/graph.ts";
import { readText } from "../../graph/inputs.ts";
import { isObject, parseObject } from "../../graph/json.ts";
import type { EpochMs } from "../../time/times.ts";
import type { Dashboard } from "../api/dashboards.ts";

export function describeDashboard(resource: Resource, accountId: string, nowMs: EpochMs): Dashboard {
  const name = readText(resource, "dashboardName");
  const body = readText(resource, "dashboardBody");
  const { widgets } = parseObject(body) ?? {};
  if (!Array.isArray(widgets))
    throw new Error(`The dashboard ${name} has a body that is not JSON with a list of widgets.`);
  const unknown = widgets.map(typeOf).find((type) => !supported.some((known) => known === type));
  if (unknown !== undefined)
    throw new Error(
      `The dashboard ${name} has a widget of the type ${unknown}; supported: ${supported.join(", ")}.`,
    );
  return {
    name,
    arn: resource.arn ?? `arn:aws:cloudwatch::${accountId}:dashboard/${name}`,
    body,
    modifiedMs: nowMs,
  };
}

/** Types of widget that are read when the dashboard is shown. */
const supported = ["alarm", "metric", "text"] as const;

const typeOf = (widget: unknown): string => (isObject(widget) ? String(widget.type ?? "none") : "none");
