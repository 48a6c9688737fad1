import type { Resource } from "../graph/graph.ts";
import type { Kinds } from "../service/service.ts";
import { collectRoles, type Role } from "./roles.ts";

interface RoleSite {
  resources: readonly Resource[];
  roles: Map<string, Role>;
}

/** `collectRoles` reads all of these together. */
export const iamKinds: Kinds<RoleSite> = {
  "aws:iam/role:Role": {
    rules: {
      used: ["assumeRolePolicy", "inlinePolicies", "managedPolicyArns"],
      inert: {
        path: "part of the ARN",
        maxSessionDuration: "no session is that long here",
        forceDetachPolicies: "nothing is destroyed here",
      },
    },
    replace({ resources, roles }) {
      for (const [arn, role] of collectRoles(resources)) roles.set(arn, role);
    },
  },
  "aws:iam/policy:Policy": { rules: { used: ["policy"], inert: { path: "part of the ARN" } } },
  "aws:iam/rolePolicy:RolePolicy": { rules: { used: ["role", "policy"] } },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { rules: { used: ["role", "policyArn"] } },
};
