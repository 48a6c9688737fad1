import { defineFunction, feed, pollPermission } from "./functions.ts";
import { planMapping } from "./limits.ts";
import { metricsVariables } from "./metric.ts";
import { jobs, probes } from "./queues.ts";
import { home } from "./regions.ts";
import { recordsIn, recordsName, results } from "./storage.ts";

export const plan = defineFunction("plan", home, {
  environment: {
    RESULTS_TABLE: results.name,
    PROBE_TOPIC_ARN: probes.arn,
    RECORDS_TABLE: recordsName,
    ...metricsVariables,
  },
  permissions: [
    { actions: ["sns:Publish"], resources: [probes.arn] },
    { actions: ["dynamodb:GetItem", "dynamodb:PutItem"], resources: [results.arn] },
    { actions: ["dynamodb:BatchWriteItem"], resources: [...recordsIn.values()].map(({ arn }) => arn) },
    pollPermission(jobs),
  ],
});
feed(jobs, plan.fn, planMapping);
