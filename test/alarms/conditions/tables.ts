import { at, atHome, type Condition } from "../condition.ts";
import type { Fault } from "../database.ts";
import { home, probe } from "../places.ts";
import type { Stand } from "../stand.ts";

const results = { region: home, table: "crisscross-local-ResultsTable", operation: "Query" };
const records = { region: probe, table: "crisscross-local-records" };
const operations = { "db-get": "GetItem", "db-put": "PutItem" } as const;

/** api lists jobs, and asks again when DynamoDB fails. */
const readResults =
  (kind: Fault["kind"]) =>
  async ({ database, system }: Stand): Promise<void> => {
    database.fail({ kind, ...results });
    await system.request("GET", "/v1/jobs");
  };

/** inner-db uses a record, and does not ask again: it would be measured. */
const useRecords =
  (kind: Fault["kind"], work: keyof typeof operations) =>
  async (stand: Stand): Promise<void> => {
    stand.database.fail({ kind, ...records, operation: operations[work] });
    await stand.runJob({ variants: [work] });
  };

export const tableConditions: readonly Condition[] = [
  {
    name: "DynamoDB throttles the list of jobs, an index of results",
    rings: atHome("results-throttles"),
    cause: readResults("throttled"),
  },
  {
    name: "DynamoDB throttles the reading of a job",
    rings: atHome("results-throttles"),
    cause: async (stand) => {
      stand.database.fail({ kind: "throttled", ...results, operation: "GetItem" });
      await stand.runJob();
    },
  },
  {
    name: "DynamoDB throttles writes of results, one for an index",
    rings: atHome("results-throttles"),
    cause: async (stand) => {
      const write = { kind: "throttled", ...results, operation: "PutItem" } as const;
      stand.database.fail(write);
      stand.database.fail({ ...write, index: "byCreated" });
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
    cause: useRecords("throttled", "db-get"),
  },
  {
    name: "DynamoDB throttles a write of records",
    rings: at(probe, "records-throttles", "probe-throttled"),
    cause: useRecords("throttled", "db-put"),
  },
  {
    name: "DynamoDB breaks over a read of records",
    rings: at(probe, "records-system-errors", "probe-failed"),
    cause: useRecords("broken", "db-get"),
  },
];
