import { defineFunction } from "./functions.ts";
import { metricsEnvironment } from "./metric.ts";
import { home } from "./regions.ts";
import { results } from "./storage.ts";

const reconcile = defineFunction("reconcile", home, {
  environment: { RESULTS_TABLE: results.name, ...metricsEnvironment },
  permissions: [
    { actions: ["dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"], resources: [results.arn] },
  ],
});

/** What one run leaves undone the next one does, so a run that fails is not tried again. */
new sst.aws.CronV2("ReconcileSchedule", { schedule: "rate(1 minute)", function: reconcile.arn });
