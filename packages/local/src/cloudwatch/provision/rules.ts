import type { Kind, Kinds } from "../../service/service.ts";
import type { CloudWatch } from "../cloudwatch.ts";

export interface AlarmSite {
  cloudWatch: Pick<CloudWatch, "provision">;
}

const actions = ["actionsEnabled", "alarmActions", "okActions", "insufficientDataActions"];

/** Those of CloudWatch Logs; `provisionCloudWatch` builds all of these together, as they refer to each other. */
export const logKinds: Kinds<unknown> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    rules: {
      used: ["retentionInDays"],
      inert: { kmsKeyId: "encrypts at rest only", skipDestroy: "nothing is destroyed here" },
      fixed: { logGroupClass: ["STANDARD"] },
    },
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    rules: {
      used: ["logGroupName", "pattern", "metricTransformation"],
      fixed: { applyOnTransformedLogs: [false] },
    },
  },
};

const replace: Kind<AlarmSite>["replace"] = ({ cloudWatch }, resource) => cloudWatch.provision([resource]);

/** Those of CloudWatch itself. */
export const monitoringKinds: Kinds<AlarmSite> = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    rules: {
      used: [
        ...actions,
        "alarmDescription",
        "comparisonOperator",
        "datapointsToAlarm",
        "dimensions",
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
      fixed: { evaluateLowSampleCountPercentiles: ["evaluate"] },
    },
    replace,
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    rules: {
      used: [...actions, "alarmDescription", "alarmName", "alarmRule"],
    },
    replace,
  },
  "aws:cloudwatch/dashboard:Dashboard": { rules: { used: ["dashboardName", "dashboardBody"] } },
};
