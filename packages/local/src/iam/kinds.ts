import type { Resource } from "../graph/graph.ts";
import type { Kinds } from "../service/service.ts";
import { collectRoles, type Role } from "./roles.ts";

interface RoleSite {
  resources: readonly Resource[];
  roles: Map<string, Role>;
}

export const iamKinds: Kinds<RoleSite> = {
  "aws:iam/role:Role": {
    rules: {
      used: ["assumeRolePolicy", "inlinePolicies"],
      inert: {
        path: "part of the ARN",
        maxSessionDuration: "no session is that long here",
        forceDetachPolicies: "nothing is destroyed here",
      },
      // Their statements are not known here: write them inline.
      fixed: { managedPolicyArns: [[]] },
    },
    replace({ resources, roles }) {
      for (const [arn, role] of collectRoles(resources)) roles.set(arn, role);
    },
  },
};
