import type { Access, ToArn } from "../../events/access.ts";
import type { ServiceRequest } from "../../service/service-request.ts";
import { toAlarmName } from "../alarm/rule.ts";
import { toGroupName } from "../logs/group-name.ts";

/** Its actions are called cloudwatch:…, whatever the scope says; alarms and dashboards only have ARNs. */
export function deriveCloudWatch({ operation, input, region }: ServiceRequest, accountId: string): Access[] {
  const action = `cloudwatch:${operation}`;
  const onAlarm = (nameOrArn: unknown): Access => ({
    action,
    resource: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${toAlarmName(String(nameOrArn))}`,
  });
  if (operation === "DescribeAlarms") {
    const listed: unknown[] = Array.isArray(input.AlarmNames) ? input.AlarmNames : [];
    return (listed.length > 0 ? listed : ["*"]).map(onAlarm);
  }
  if (operation === "SetAlarmState") return [onAlarm(input.AlarmName)];
  if (operation === "DescribeAlarmHistory") return [onAlarm(input.AlarmName ?? "*")];
  if (operation === "GetDashboard")
    return [{ action, resource: `arn:aws:cloudwatch::${accountId}:dashboard/${input.DashboardName}` }];
  const context = typeof input.Namespace === "string" ? { "cloudwatch:namespace": input.Namespace } : {};
  return [{ action, resource: "*", ...(operation === "PutMetricData" && { context }) }];
}

/** Of the group, by its name or its ARN, and of the stream where the operation is about one. */
export function deriveLogs({ operation, input }: ServiceRequest, arn: ToArn): Access[] | undefined {
  const { logGroupName, logGroupIdentifier, logStreamName } = input;
  const action = `logs:${operation}`;
  if (operation === "DescribeLogGroups") return [{ action, resource: arn("log-group::log-stream:") }];
  if (logGroupName !== undefined && logGroupIdentifier !== undefined) return undefined;
  const name = toGroupName(String(logGroupName ?? logGroupIdentifier ?? ""));
  const stream = operation === "FilterLogEvents" ? "" : String(logStreamName ?? "");
  return [{ action, resource: arn(`log-group:${name}:log-stream:${stream}`) }];
}
