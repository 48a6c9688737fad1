import type { Resource } from "../../graph.ts";
import { readText } from "../../provision/inputs.ts";
import type { Dashboard } from "../api/dashboards.ts";

export function describeDashboard(resource: Resource, accountId: string, nowMs: number): Dashboard {
  const name = readText(resource, "dashboardName");
  const body = readText(resource, "dashboardBody");
  if (!hasWidgets(body))
    throw new Error(`The dashboard ${name} has a body that is not JSON with a list of widgets.`);
  return {
    name,
    arn: resource.arn ?? `arn:aws:cloudwatch::${accountId}:dashboard/${name}`,
    body,
    modifiedMs: nowMs,
  };
}

function hasWidgets(body: string): boolean {
  try {
    const parsed: unknown = JSON.parse(body);
    return (
      typeof parsed === "object" && parsed !== null && "widgets" in parsed && Array.isArray(parsed.widgets)
    );
  } catch {
    return false;
  }
}
