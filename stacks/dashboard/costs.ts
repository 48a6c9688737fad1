import { api } from "../api.ts";
import type { DefinedFunction } from "../functions.ts";
import { apiMetric, type Metric, tableMetric, topicMetric } from "../metric.ts";
import { probes } from "../queues.ts";
import { home, probePlacements } from "../regions.ts";
import { byCreated, recordsIn, results } from "../storage.ts";
import { functionCosts } from "./functions.ts";
import { queueCosts } from "./queues.ts";
import { graph, heading, type Line, type Widget } from "./widget.ts";

const atHome = (metric: Metric, label: string): Line => ({ ...metric, region: home.region, label });

const index = { GlobalSecondaryIndexName: byCreated };

export function costWidgets(functions: readonly DefinedFunction[]): Widget[] {
  return [
    heading("## What costs money"),
    ...functionCosts(functions),
    ...queueCosts(),
    graph(
      "Units of the results table",
      [
        atHome(tableMetric(results, "ConsumedWriteCapacityUnits"), "written"),
        atHome(tableMetric(results, "ConsumedWriteCapacityUnits", index), "written to the index"),
        atHome(tableMetric(results, "ConsumedReadCapacityUnits"), "read"),
        atHome(tableMetric(results, "ConsumedReadCapacityUnits", index), "read from the index"),
      ],
      { periodSeconds: 300 },
    ),
    graph(
      "Units of the records tables",
      probePlacements.flatMap(({ region }) => {
        const table = recordsIn.get(region);
        if (table === undefined) return [];
        return [
          { ...tableMetric(table, "ConsumedWriteCapacityUnits"), region, label: `written ${region}` },
          { ...tableMetric(table, "ConsumedReadCapacityUnits"), region, label: `read ${region}` },
        ];
      }),
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
