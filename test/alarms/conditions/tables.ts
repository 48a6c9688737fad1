import { at, atHome, type Condition } from "../condition.ts";
import type { Fault } from "../database.ts";
import { home, probe } from "../places.ts";
import type { Stand } from "../stand.ts";

const results = { region: home, table: "crisscross-local-ResultsTable", operation: "Query" };
const records = { region: probe, table: "crisscross-local-records", operation: "GetItem" };

/** api lists jobs, and asks again when DynamoDB fails. */
const readResults =
  (kind: Fault["kind"]) =>
  async ({ database, system }: Stand): Promise<void> => {
    database.fail({ kind, ...results });
    await system.request("GET", "/v1/jobs");
  };

/** inner-db reads a record, and does not ask again: it would be measured. */
const readRecords =
  (kind: Fault["kind"]) =>
  async (stand: Stand): Promise<void> => {
    stand.database.fail({ kind, ...records });
    await stand.runJob({ variants: ["db-get"] });
  };

export const tableConditions: readonly Condition[] = [
  {
    name: "DynamoDB throttles the list of jobs, an index of results",
    rings: atHome("results-throttles"),
    cause: readResults("throttled"),
  },
  {
    name: "DynamoDB throttles a write of results",
    rings: atHome("results-throttles"),
    cause: async (stand) => {
      stand.database.fail({ kind: "throttled", ...results, operation: "PutItem" });
      await stand.runJob();
    },
  },
  {
    name: "DynamoDB breaks over a read of results",
    rings: atHome("results-system-errors"),
    cause: readResults("broken"),
  },
  {
    name: "DynamoDB throttles a read of records",
    rings: at(probe, "records-throttles", "probe-throttled"),
    cause: readRecords("throttled"),
  },
  {
    name: "DynamoDB breaks over a read of records",
    rings: at(probe, "records-system-errors", "probe-failed"),
    cause: readRecords("broken"),
  },
];
