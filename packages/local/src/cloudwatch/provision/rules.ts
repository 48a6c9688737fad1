import type { InputRules } from "../../graph/inputs.ts";

const actions = ["actionsEnabled", "alarmActions", "okActions", "insufficientDataActions"];

/** What is done with the inputs of each resource type of CloudWatch and its logs. */
export const cloudWatchRules: Readonly<Record<string, InputRules>> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    used: ["retentionInDays"],
    inert: { kmsKeyId: "encrypts at rest only", skipDestroy: "nothing is destroyed here" },
    fixed: { logGroupClass: ["STANDARD"] },
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    used: ["logGroupName", "pattern", "metricTransformation"],
    fixed: { applyOnTransformedLogs: [false] },
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    used: [
      ...actions,
      "alarmDescription",
      "comparisonOperator",
      "datapointsToAlarm",
      "dimensions",
      "evaluateLowSampleCountPercentiles",
      "evaluationPeriods",
      "extendedStatistic",
      "metricName",
      "metricQueries",
      "namespace",
      "period",
      "statistic",
      "threshold",
      "treatMissingData",
      "unit",
    ],
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    used: [...actions, "alarmDescription", "alarmName", "alarmRule"],
  },
  "aws:cloudwatch/dashboard:Dashboard": { used: ["dashboardName", "dashboardBody"] },
};
