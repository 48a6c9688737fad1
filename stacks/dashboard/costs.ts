import { api } from "../api.ts";
import { apiMetric, type Metric, tableMetric, topicMetric } from "../metric.ts";
import { probes } from "../queues.ts";
import { home } from "../regions.ts";
import { results } from "../storage.ts";
import { functionCosts } from "./functions.ts";
import { queueCosts } from "./queues.ts";
import { graph, heading, type Line, type Widget } from "./widget.ts";

const atHome = (metric: Metric, label: string): Line => ({ ...metric, region: home.region, label });

export function costWidgets(): Widget[] {
  return [
    heading("## What costs money"),
    ...functionCosts(),
    ...queueCosts(),
    graph(
      "Units of the results table",
      [
        atHome(tableMetric(results, "ConsumedWriteCapacityUnits"), "written"),
        atHome(tableMetric(results, "ConsumedReadCapacityUnits"), "read"),
      ],
      { periodSeconds: 300 },
    ),
    graph(
      "Requests and deliveries",
      [
        atHome(apiMetric(api, "Count"), "HTTP requests"),
        atHome(topicMetric(probes, "NumberOfNotificationsDelivered"), "SNS deliveries"),
      ],
      { periodSeconds: 300 },
    ),
  ];
}
