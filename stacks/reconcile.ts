import { accountId, defineFunction } from "./functions.ts";
import { metricsEnvironment } from "./metric.ts";
import { home } from "./regions.ts";
import { results } from "./storage.ts";

export const reconcile = defineFunction("reconcile", home, {
  environment: { RESULTS_TABLE: results.name, ...metricsEnvironment },
  permissions: [
    { actions: ["dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"], resources: [results.arn] },
  ],
});

/** SST's would let a schedule of any account that learns the role's ARN use it. */
const assumeRolePolicy = aws.iam.getPolicyDocumentOutput({
  statements: [
    {
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["scheduler.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] }],
    },
  ],
}).json;

/** What one run leaves undone the next one does, so a run that fails is not tried again. */
new sst.aws.CronV2("ReconcileSchedule", {
  schedule: "rate(1 minute)",
  function: reconcile.arn,
  transform: { role: { assumeRolePolicy } },
});
