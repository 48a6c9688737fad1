import { type Datum, type Dimensions, dataOf, type Measured } from "../events/datum.ts";
import type { Metrics } from "../events/observation.ts";
import type { EpochMs } from "../time/times.ts";

declare module "../events/observation.ts" {
  interface Observations {
    table: TableObservation;
  }
}

/** One request to DynamoDB. */
export interface TableObservation {
  kind: "table";
  region: string;
  tableName: string;
  /** Of requests that read a global secondary index, and of those that were throttled for one. */
  indexName?: string;
  /** "PutItem" */
  operation: string;
  epochMs: EpochMs;
  outcome: "ok" | "throttled" | "conditionFailed" | "userError" | "systemError";
  latencyMs: number;
  /** Capacity units a successful request used, of the table or of an index. */
  consumed?: readonly { indexName?: string; units: number }[];
}

const reads = new Set(["GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"]);

function describeTable(observation: TableObservation): Datum[] {
  const { tableName: TableName, indexName, operation: Operation, epochMs, outcome, latencyMs } = observation;
  // Capacity and throttles of an index stand under the index alone, not under its table too.
  const dimensionsOf = (index: string | undefined): Dimensions =>
    index === undefined ? { TableName } : { TableName, GlobalSecondaryIndexName: index };
  const isRead = reads.has(Operation);
  const count = (dimensions: Dimensions, name: string, value = 1): Datum[] =>
    dataOf("AWS/DynamoDB", epochMs, [dimensions], [[name, value, "Count"]]);
  switch (outcome) {
    case "ok": {
      const used = isRead ? "ConsumedReadCapacityUnits" : "ConsumedWriteCapacityUnits";
      const latency: Measured = ["SuccessfulRequestLatency", latencyMs, "Milliseconds"];
      return [
        ...dataOf("AWS/DynamoDB", epochMs, [{ TableName, Operation }], [latency]),
        ...(observation.consumed ?? []).flatMap((one) => count(dimensionsOf(one.indexName), used, one.units)),
      ];
    }
    case "throttled":
      return [
        ...count({ TableName, Operation }, "ThrottledRequests"),
        ...count(dimensionsOf(indexName), isRead ? "ReadThrottleEvents" : "WriteThrottleEvents"),
      ];
    case "conditionFailed":
      return count({ TableName }, "ConditionalCheckFailedRequests");
    case "userError":
      // For the account and region as a whole: AWS gives it no table.
      return count({}, "UserErrors");
    case "systemError":
      return count({ TableName, Operation }, "SystemErrors");
  }
}

/** Source: DynamoDB developer guide, "Metrics and dimensions". */
export const tableMetrics: Metrics = { table: describeTable };
