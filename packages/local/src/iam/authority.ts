import type { Access } from "../events/access.ts";
import { decide } from "./evaluate.ts";
import type { Identity } from "./identity.ts";
import type { Statement } from "./policy.ts";
import type { Role } from "./roles.ts";

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
  /** Told of every access that is allowed to a role. */
  onAllowed?: (roleArn: string, access: Access) => void;
}

/** The reason an access is denied to a function, or undefined when it is allowed. */
export function findDenial(authority: Authority, caller: Identity, access: Access): Denial | undefined {
  const principal = nameSession(caller);
  const resourcePolicy = authority.resourcePolicies.get(access.resource);
  const decision = decide(
    {
      identity: authority.roles.get(caller.roleArn)?.statements ?? [],
      ...(resourcePolicy === undefined ? {} : { resource: resourcePolicy }),
    },
    {
      ...access,
      principals: [`AWS:${caller.roleArn}`, `AWS:${principal}`],
      // The gateway stands for AWS's TLS endpoints.
      context: { "aws:SecureTransport": "true", ...access.context },
    },
  );
  if (decision.allowed) {
    authority.onAllowed?.(caller.roleArn, access);
    return undefined;
  }
  const message = `User: ${principal} is not authorized to perform: ${access.action} on resource: ${access.resource} ${decision.because}`;
  const { action, resource } = access;
  return { principal, action, resource, message };
}

/** Lambda assumes a function's role in a session named after the function. */
function nameSession({ roleArn, functionArn }: Identity): string {
  const account = roleArn.split(":")[4] ?? "";
  const role = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  return `arn:aws:sts::${account}:assumed-role/${role}/${functionArn.split(":")[6] ?? ""}`;
}
