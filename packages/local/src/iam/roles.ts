import type { Resource } from "../graph/graph.ts";
import { readList, readText } from "../graph/inputs.ts";
import { parsePolicy, type Statement } from "./policy.ts";

export interface Role {
  arn: string;
  /** Who may assume it. */
  trust: Statement[];
  statements: Statement[];
}

/** The roles of a graph by ARN, each with its inline policies; there are no others here. */
export function collectRoles(resources: readonly Resource[]): Map<string, Role> {
  const roles = resources.filter(({ type }) => type === "aws:iam/role:Role").map(readRole);
  return new Map(roles.map((role) => [role.arn, role]));
}

function readRole(resource: Resource): Role {
  const where = `${resource.type} ${resource.name}`;
  return {
    arn: resource.arn ?? resource.id,
    trust: parsePolicy(readTrust(resource), `${where} (trust)`, "trust"),
    statements: readList<{ policy?: string }>(resource, "inlinePolicies").flatMap(({ policy }) =>
      policy === undefined ? [] : parsePolicy(policy, where, "identity"),
    ),
  };
}

/** Pulumi takes a trust policy as text or as the document itself. */
function readTrust(role: Resource): string {
  const { assumeRolePolicy } = role.inputs;
  return typeof assumeRolePolicy === "object" && assumeRolePolicy !== null
    ? JSON.stringify(assumeRolePolicy)
    : readText(role, "assumeRolePolicy");
}
