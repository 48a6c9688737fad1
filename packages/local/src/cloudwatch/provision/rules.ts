import { list, text, upTo, whole } from "../../graph/limits.ts";
import type { Kind, Kinds } from "../../service/service.ts";
import type { CloudWatch } from "../cloudwatch.ts";

export interface AlarmSite {
  cloudWatch: Pick<CloudWatch, "provision">;
}

const actions = ["actionsEnabled", "alarmActions", "okActions", "insufficientDataActions"];

const api = "CloudWatch API Reference";
const logs = "CloudWatch Logs API Reference";
const alarmName = text(api, /^[\s\S]{1,255}$/, "1 to 255 characters");
const groupName = text(logs, /^[.\-_/#A-Za-z0-9]{1,512}$/, "1 to 512 letters, digits and . - _ / #");
const ofActions = {
  alarmActions: list(api, 5),
  okActions: list(api, 5),
  insufficientDataActions: list(api, 5),
  alarmDescription: upTo(api, 1024),
};

/** Those of CloudWatch Logs; `provisionCloudWatch` builds all of these together, as they refer to each other. */
export const logKinds: Kinds<unknown> = {
  "aws:cloudwatch/logGroup:LogGroup": {
    rules: {
      used: ["retentionInDays"],
      inert: { kmsKeyId: "encrypts at rest only", skipDestroy: "nothing is destroyed here" },
      fixed: { logGroupClass: ["STANDARD"] },
      limits: {
        name: groupName,
        retentionInDays: {
          kind: "oneOf",
          // 0 is Pulumi's "forever".
          values: [
            ...[
              0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
            ],
            ...[3288, 3653],
          ],
          source: `${logs}, PutRetentionPolicy`,
        },
      },
    },
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    rules: {
      used: ["logGroupName", "pattern", "metricTransformation"],
      fixed: { applyOnTransformedLogs: [false] },
      limits: {
        name: text(logs, /^[^:*]{1,512}$/, "1 to 512 characters without : and *"),
        logGroupName: groupName,
        pattern: upTo(logs, 1024),
      },
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
      limits: {
        name: alarmName,
        metricName: text(api, /^[\s\S]{1,255}$/, "1 to 255 characters"),
        evaluationPeriods: whole(api, 1, 10_080),
        datapointsToAlarm: whole(api, 1, 10_080),
        metricQueries: list("CloudWatch quotas: metrics and expressions of an alarm", 10),
        ...ofActions,
      },
    },
    replace,
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    rules: {
      used: [...actions, "alarmDescription", "alarmName", "alarmRule"],
      limits: { alarmName, alarmRule: upTo(api, 10_240), ...ofActions },
    },
    replace,
  },
  "aws:cloudwatch/dashboard:Dashboard": { rules: { used: ["dashboardName", "dashboardBody"] } },
};
