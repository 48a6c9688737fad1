import type { InputRules } from "../graph/inputs.ts";

/** What is done with the inputs of IAM's resources, which `collectRoles` reads. */
export const iamRules: Readonly<Record<string, InputRules>> = {
  "aws:iam/role:Role": {
    used: ["assumeRolePolicy", "inlinePolicies", "managedPolicyArns"],
    inert: {
      path: "part of the ARN",
      maxSessionDuration: "no session is that long here",
      forceDetachPolicies: "nothing is destroyed here",
    },
  },
  "aws:iam/policy:Policy": { used: ["policy"], inert: { path: "part of the ARN" } },
  "aws:iam/rolePolicy:RolePolicy": { used: ["role", "policy"] },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { used: ["role", "policyArn"] },
};
