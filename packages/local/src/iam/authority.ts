import type { Access } from "../events/access.ts";
import { matches } from "./arn.ts";
import { decide } from "./evaluate.ts";
import type { Identity } from "./identity.ts";
import type { Statement } from "./policy.ts";
import type { Role } from "./roles.ts";

type Context = NonNullable<Access["context"]>;

interface Denial {
  /** The assumed role's session, as AWS names it. */
  principal: string;
  action: string;
  resource: string;
  /** In AWS's words. */
  message: string;
}

/** Decides what functions may do, from the policies of their roles and of the resources they use. */
export interface Authority {
  roles: ReadonlyMap<string, Role>;
  /** Policies that stand on resources, by the resource's ARN. */
  resourcePolicies: ReadonlyMap<string, readonly Statement[]>;
  /** Names of tables' partition keys, by the table's ARN. */
  partitionKeys: ReadonlyMap<string, string>;
  /** Told of every access that is allowed to a role. */
  onAllowed?: (roleArn: string, access: Access) => void;
}

/** The reason an access is denied to a function, or undefined when it is allowed. */
export function findDenial(authority: Authority, caller: Identity, access: Access): Denial | undefined {
  const principal = nameSession(caller);
  const statements = authority.roles.get(caller.roleArn)?.statements ?? [];
  const context = contextOf(authority, access);
  const resourcePolicy = authority.resourcePolicies.get(access.resource);
  const decision = decide(
    {
      identity: statements,
      ...(resourcePolicy === undefined ? {} : { resource: resourcePolicy }),
    },
    {
      ...access,
      principals: [`AWS:${caller.roleArn}`, `AWS:${principal}`],
      // The gateway stands for AWS's TLS endpoints.
      context: { "aws:SecureTransport": "true", ...context },
    },
  );
  if (decision.allowed) {
    const { action, resource } = access;
    authority.onAllowed?.(caller.roleArn, { action, resource, ...askedFor(statements, action, context) });
    return undefined;
  }
  const message = `User: ${principal} is not authorized to perform: ${access.action} on resource: ${access.resource} ${decision.because}`;
  const { action, resource } = access;
  return { principal, action, resource, message };
}

function contextOf({ partitionKeys }: Authority, { resource, context, itemKeys }: Access): Context {
  const leading = itemKeys?.[partitionKeys.get(resource) ?? ""];
  return { ...context, ...(leading !== undefined && { "dynamodb:LeadingKeys": leading }) };
}

/** What of a context the statements about an action ask for: of all else each call would have its own. */
function askedFor(
  statements: readonly Statement[],
  action: string,
  context: Context,
): Pick<Access, "context"> {
  const asked = statements
    .filter(({ actions }) => actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())))
    .flatMap(({ conditions }) => conditions.map(({ key }) => key));
  const found = Object.entries(context).filter(([key]) => asked.some((one) => one === key));
  return found.length === 0 ? {} : { context: Object.fromEntries(found) };
}

/** Lambda assumes a function's role in a session named after the function. */
function nameSession({ roleArn, functionArn }: Identity): string {
  const account = roleArn.split(":")[4] ?? "";
  const role = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  return `arn:aws:sts::${account}:assumed-role/${role}/${functionArn.split(":")[6] ?? ""}`;
}
