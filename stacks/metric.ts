import { type MetricName, metricNamespace, metricOf } from "@crisscross/core/metrics/metrics";
import { type Isolation, nameOf } from "./functions.ts";
import type { Verb } from "./limits.ts";
import { pascalCase } from "./regions.ts";

/** One metric of CloudWatch and the statistic read from it, as alarms and widgets name it. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, $util.Input<string>>>;
  /** "Sum", "Maximum", "p90". */
  readonly stat: string;
}

/** The namespace of this stage's own metrics, which functions that publish or read them are told. */
export const ownNamespace = metricNamespace($app.stage);

/** Alarms are listed by it: no stage's name can contain a slash, so no stage's alarms are among those of `dev` and `dev-2`. */
export const alarmPrefix = `${ownNamespace}/`;
/** Raw resources get no prefix of app and stage from SST. */
export const dashboardName = `${$app.name}-${$app.stage}`;

export const metricsVariables = { POWERTOOLS_METRICS_NAMESPACE: ownNamespace };

/** PutMetricData knows no resources; the namespace is all that can narrow it. */
export const putMetricsPermission = {
  actions: ["cloudwatch:PutMetricData"],
  resources: ["*"],
  conditions: [{ test: "StringEquals", variable: "cloudwatch:namespace", values: [ownNamespace] }],
};

/** A metric of core's table. Throws when the dimensions are not the ones it is published with. */
export function ownMetric(
  metricName: MetricName,
  dimensions: Readonly<Record<string, string>>,
  stat = "Sum",
): Metric {
  const published = [...metricOf(metricName).dimensions].sort().join();
  const named = Object.keys(dimensions).sort().join();
  if (published !== named)
    throw new Error(`the metric ${metricName} is published by ${published}, not by ${named}`);
  return { namespace: ownNamespace, metricName, dimensions, stat };
}

export const lambdaMetric = (
  verb: Verb,
  metricName: string,
  stat = "Sum",
  isolation: Isolation = "ordinary",
): Metric => ({
  namespace: "AWS/Lambda",
  metricName,
  dimensions: { FunctionName: nameOf(verb, isolation) },
  stat,
});

/** Made by a log metric filter of one function's log: Lambda publishes no metric of timeouts. */
export const timeoutsMetric = (verb: Verb): Metric => ({
  namespace: ownNamespace,
  metricName: `${pascalCase(verb)}Timeouts`,
  dimensions: {},
  stat: "Sum",
});

export const queueMetric = (queue: sst.aws.Queue, metricName: string, stat = "Maximum"): Metric => ({
  namespace: "AWS/SQS",
  metricName,
  dimensions: { QueueName: queue.nodes.queue.name },
  stat,
});

export const topicMetric = (topic: sst.aws.SnsTopic, metricName: string): Metric => ({
  namespace: "AWS/SNS",
  metricName,
  dimensions: { TopicName: topic.name },
  stat: "Sum",
});

export const tableMetric = (
  table: sst.aws.Dynamo,
  metricName: string,
  dimensions: Readonly<Record<string, string>> = {},
): Metric => ({
  namespace: "AWS/DynamoDB",
  metricName,
  dimensions: { TableName: table.name, ...dimensions },
  stat: "Sum",
});

export const apiMetric = (api: sst.aws.ApiGatewayV2, metricName: string, stat = "Sum"): Metric => ({
  namespace: "AWS/ApiGateway",
  metricName,
  dimensions: { ApiId: api.nodes.api.id },
  stat,
});
