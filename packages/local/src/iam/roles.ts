import type { Resource } from "../graph/graph.ts";
import { readList, readText } from "../graph/inputs.ts";
import { parsePolicy, type Statement } from "./policy.ts";

export interface Role {
  arn: string;
  /** Who may assume it. */
  trust: Statement[];
  statements: Statement[];
}

const logs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
const allow = (actions: string[]): Statement => ({
  effect: "Allow",
  actions,
  resources: ["*"],
  conditions: [],
});

/** AWS's own policies, as the managed policy reference lists their actions. */
const managedPolicies: Readonly<Record<string, Statement[]>> = {
  "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole": [allow(logs)],
  "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole": [
    allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", ...logs]),
  ],
};

/** The roles of a graph by ARN, with every policy that is inline in, or attached to, each. */
export function collectRoles(resources: readonly Resource[]): Map<string, Role> {
  const own = new Map<string, Statement[]>();
  for (const policy of resources.filter(({ type }) => type === "aws:iam/policy:Policy")) {
    own.set(policy.arn ?? policy.id, parsePolicy(readText(policy, "policy"), describe(policy), "identity"));
  }
  const roles = new Map<string, Role>();
  const byName = new Map<string, Role>();
  for (const resource of resources.filter(({ type }) => type === "aws:iam/role:Role")) {
    const arn = resource.arn ?? resource.id;
    const role = {
      arn,
      trust: parsePolicy(readTrust(resource), `${describe(resource)} (trust)`, "trust"),
      statements: [
        ...readInline(resource),
        ...readList<string>(resource, "managedPolicyArns").flatMap((policyArn) =>
          findPolicy(policyArn, own, resource),
        ),
      ],
    };
    roles.set(arn, role);
    byName.set(arn.slice(arn.lastIndexOf("/") + 1), role);
  }
  const roleOf = (resource: Resource): Role => {
    const named = readText(resource, "role");
    const role = roles.get(named) ?? byName.get(named);
    if (role === undefined)
      throw new Error(`${describe(resource)} is for the role ${named}, which the graph lacks.`);
    return role;
  };
  for (const resource of resources) {
    if (resource.type === "aws:iam/rolePolicy:RolePolicy") {
      roleOf(resource).statements.push(
        ...parsePolicy(readText(resource, "policy"), describe(resource), "identity"),
      );
    } else if (resource.type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment") {
      roleOf(resource).statements.push(...findPolicy(readText(resource, "policyArn"), own, resource));
    }
  }
  return roles;
}

/** Pulumi takes a trust policy as text or as the document itself. */
function readTrust(role: Resource): string {
  const { assumeRolePolicy } = role.inputs;
  return typeof assumeRolePolicy === "object" && assumeRolePolicy !== null
    ? JSON.stringify(assumeRolePolicy)
    : readText(role, "assumeRolePolicy");
}

function readInline(role: Resource): Statement[] {
  return readList<{ policy?: string }>(role, "inlinePolicies").flatMap(({ policy }) =>
    policy === undefined ? [] : parsePolicy(policy, describe(role), "identity"),
  );
}

function findPolicy(arn: string, own: ReadonlyMap<string, Statement[]>, holder: Resource): Statement[] {
  const statements = own.get(arn) ?? managedPolicies[arn];
  if (statements !== undefined) return statements;
  throw new Error(
    `${describe(holder)} has the managed policy ${arn}, whose statements the local cloud does not know; ` +
      `it knows ${Object.keys(managedPolicies).join(" and ")}. Write the statements inline instead.`,
  );
}

function describe(resource: Resource): string {
  return `${resource.type} ${resource.name}`;
}
