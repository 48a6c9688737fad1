import { type Metric, tableMetric } from "../metric.ts";
import { home, type Placement, probePlacements } from "../regions.ts";
import { byCreated, recordsIn, results } from "../storage.ts";
import { type DefinedAlarm, defineAlarm } from "./alarm.ts";

interface Table {
  readonly name: string;
  readonly placement: Placement;
  readonly table: sst.aws.Dynamo;
  readonly index?: string;
  /** Operations it is used with: DynamoDB counts system errors by operation. */
  readonly operations: readonly string[];
}

const tables: readonly Table[] = [
  {
    name: "results",
    placement: home,
    table: results,
    index: byCreated,
    operations: ["BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"],
  },
  ...probePlacements.flatMap((placement) => {
    const table = recordsIn.get(placement.region);
    const operations = ["BatchWriteItem", "GetItem", "PutItem"];
    return table === undefined ? [] : [{ name: "records", placement, table, operations }];
  }),
];

/**
 * Alarms on metrics of AWS/DynamoDB ignore missing data whatever is chosen (CloudWatch's documentation): the FILLs say 0
 * instead, or an alarm would never clear.
 */
export const defineTableAlarms = (): DefinedAlarm[] => tables.flatMap(defineAlarmsOf);

function defineAlarmsOf({ name, placement, table, index, operations }: Table): DefinedAlarm[] {
  const throttles = throttlesOf(table, index);
  return [
    defineAlarm(placement, {
      name: `${name}-throttles`,
      severity: "warning",
      says: `DynamoDB throttled requests to the table ${name}.`,
      look: "Look first at how many requests the last job makes a second, and whether they share a partition key.",
      watches: {
        expression: Object.keys(throttles)
          .map((id) => `FILL(${id}, 0)`)
          .join(" + "),
        metrics: throttles,
      },
      threshold: 1,
      missing: "quiet",
    }),
    defineAlarm(placement, {
      name: `${name}-system-errors`,
      severity: "critical",
      says: `DynamoDB failed requests to the table ${name} by its own fault.`,
      look: `Look first at the AWS Health Dashboard for DynamoDB in ${placement.region}.`,
      watches: {
        expression: operations.map((operation) => `FILL(${idOf(operation)}, 0)`).join(" + "),
        metrics: Object.fromEntries(
          operations.map((Operation) => [idOf(Operation), tableMetric(table, "SystemErrors", { Operation })]),
        ),
      },
      threshold: 1,
      missing: "quiet",
    }),
  ];
}

/** DynamoDB counts the throttles of an index under the index, not under its table. */
function throttlesOf(table: sst.aws.Dynamo, index: string | undefined): Record<string, Metric> {
  const ofTable = {
    reads: tableMetric(table, "ReadThrottleEvents"),
    writes: tableMetric(table, "WriteThrottleEvents"),
  };
  if (index === undefined) return ofTable;
  const dimensions = { GlobalSecondaryIndexName: index };
  return {
    ...ofTable,
    indexReads: tableMetric(table, "ReadThrottleEvents", dimensions),
    indexWrites: tableMetric(table, "WriteThrottleEvents", dimensions),
  };
}

/** An id in metric math starts in lower case. */
const idOf = (operation: string): string => operation.charAt(0).toLowerCase() + operation.slice(1);
