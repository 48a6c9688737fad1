import type { Resource } from "../graph/graph.ts";
import { text, upTo, whole } from "../graph/limits.ts";
import type { Kinds } from "../service/service.ts";
import { collectRoles, type Role } from "./roles.ts";

export interface RoleSite {
  resources: readonly Resource[];
  roles: Map<string, Role>;
}

const api = "IAM API Reference";

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
      limits: {
        name: text(api, /^[\w+=,.@-]{1,64}$/, "1 to 64 letters, digits and + = , . @ - _"),
        assumeRolePolicy: upTo("IAM quotas (default)", 2048),
        maxSessionDuration: whole(api, 3600, 43_200),
      },
    },
    replace({ resources, roles }) {
      for (const [arn, role] of collectRoles(resources)) roles.set(arn, role);
    },
  },
};
