import { events } from "./events.ts";
import { defineFunction } from "./functions.ts";
import { metricsVariables } from "./metric.ts";
import { jobs } from "./queues.ts";
import { home } from "./regions.ts";
import { defineSchedule } from "./schedules.ts";
import { results } from "./storage.ts";

export const reconcile = defineFunction("reconcile", home, {
  environment: {
    RESULTS_TABLE: results.name,
    JOBS_QUEUE_URL: jobs.url,
    EVENTS_TOPIC_ARN: events.arn,
    ...metricsVariables,
  },
  permissions: [
    { actions: ["dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"], resources: [results.arn] },
    { actions: ["sqs:SendMessage"], resources: [jobs.arn] },
    { actions: ["sns:Publish"], resources: [events.arn] },
  ],
});

/** What one run leaves undone the next one does. */
defineSchedule("ReconcileSchedule", 1, reconcile.fn);
