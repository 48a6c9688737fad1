import type { Emit } from "../events/event.ts";
import type { LogRecord } from "../events/log-record.ts";
import type { Resource } from "../graph/graph.ts";
import { readText } from "../graph/inputs.ts";
import { type Authority, findDenial } from "../iam/authority.ts";

export interface LogSite extends Authority {
  resources: readonly Resource[];
  emit: Emit;
}

const actions = ["logs:CreateLogStream", "logs:PutLogEvents"];

/**
 * Passes on the log lines that a function's role lets Lambda write; the others are lost, as on AWS, and the first of
 * each environment is reported as denied.
 */
export function createLogFilter(site: LogSite): (record: LogRecord) => void {
  const { resources, emit } = site;
  const roles = new Map(
    resources
      .filter(({ type }) => type === "aws:lambda/function:Function")
      .map((resource) => [`${resource.region}/${readText(resource, "name")}`, resource] as const),
  );
  const allowed = new Map<string, boolean>();
  return (record) => {
    const { region, functionName, environmentId, logGroup, logStream } = record;
    const resource = roles.get(`${region}/${functionName}`);
    if (resource === undefined) return;
    let passes = allowed.get(environmentId);
    if (passes === undefined) {
      const functionArn = resource.arn ?? "";
      const account = functionArn.split(":")[4];
      const identity = { functionArn, roleArn: readText(resource, "role"), region, environmentId };
      const stream = `arn:aws:logs:${region}:${account}:log-group:${logGroup}:log-stream:${logStream}`;
      const denial = actions
        .map((action) => findDenial(site, identity, { action, resource: stream }))
        .find((found) => found !== undefined);
      if (denial !== undefined) emit({ kind: "denied", ...denial });
      passes = denial === undefined;
      allowed.set(environmentId, passes);
    }
    if (passes) emit({ kind: "log", record });
  };
}
