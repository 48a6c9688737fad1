import type { InputRules } from "../graph/inputs.ts";

/** What is done with the inputs of IAM's resources, which `collectRoles` reads. */
export const iamRules: Readonly<Record<string, InputRules>> = {
  "aws:iam/role:Role": {
    used: ["assumeRolePolicy", "inlinePolicies"],
    inert: {
      path: "part of the ARN",
      maxSessionDuration: "no session is that long here",
      forceDetachPolicies: "nothing is destroyed here",
    },
    // Their statements are not known here: write them inline.
    fixed: { managedPolicyArns: [[]] },
  },
};
