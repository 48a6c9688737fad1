import type { Resource } from "../../graph/graph.ts";
import { readNumber, readText } from "../../graph/inputs.ts";
import type { EpochMs } from "../../time/times.ts";
import type { Alarms } from "../alarm/alarms.ts";
import type { Dashboard } from "../api/dashboards.ts";
import { compileMetricFilter, type MetricFilter } from "../logs/metric-filter.ts";
import type { LogStore } from "../logs/store.ts";
import { describeCompositeAlarm, describeMetricAlarm } from "./alarm.ts";
import { describeDashboard } from "./dashboard.ts";

interface CloudWatchSite {
  accountId: string;
  nowMs: EpochMs;
  logs: LogStore;
  /** By region/group. */
  filters: Map<string, readonly MetricFilter[]>;
  alarms: Alarms;
  dashboards: Map<string, Dashboard>;
}

/** Builds the resources of CloudWatch and its logs, each after what it needs. Throws for what is not supported. */
export function provisionCloudWatch(site: CloudWatchSite, resources: readonly Resource[]): void {
  const { accountId, nowMs, logs, filters, alarms, dashboards } = site;
  const build = (kind: string, step: (resource: Resource) => void): void => {
    for (const resource of resources) if (resource.type === `aws:cloudwatch/${kind}`) step(resource);
  };
  build("logGroup:LogGroup", (resource) => {
    const days = readNumber(resource, "retentionInDays");
    // 0 is Pulumi's "forever".
    logs.createGroup(resource.region, readText(resource, "name"), nowMs, days === 0 ? undefined : days);
  });
  build("logMetricFilter:LogMetricFilter", (resource) => {
    const filter = compileMetricFilter(resource);
    const { name, region, logGroup } = filter;
    if (!logs.hasGroup(region, logGroup)) {
      throw new Error(
        `The log metric filter ${name} reads ${logGroup}, and ${region} has no such log group.`,
      );
    }
    const key = `${region}/${logGroup}`;
    const others = (filters.get(key) ?? []).filter((other) => other.name !== name);
    filters.set(key, [...others, filter]);
  });
  build("metricAlarm:MetricAlarm", (resource) => alarms.put(describeMetricAlarm(resource, accountId), nowMs));
  build("compositeAlarm:CompositeAlarm", (resource) =>
    alarms.put(describeCompositeAlarm(resource, accountId), nowMs),
  );
  alarms.checkRules();
  build("dashboard:Dashboard", (resource) => {
    const dashboard = describeDashboard(resource, accountId, nowMs);
    dashboards.set(dashboard.name, dashboard);
  });
}
