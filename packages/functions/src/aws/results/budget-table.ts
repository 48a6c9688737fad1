import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Spending } from "@crisscross/core/job/daily-budget";
import type { BudgetStore } from "../../submit/budget-store.ts";
import { spentKey } from "./keys.ts";
import { type Item, openTable } from "./table.ts";

const amounts = ["microUsd", "probes"] as const;
/** A day's item is of no use the day after. */
const keptSeconds = 2 * 86_400;

const readSpent = (item: Item | undefined): Spending => ({
  microUsd: Number(item?.microUsd?.N ?? 0),
  probes: Number(item?.probes?.N ?? 0),
});

/** The results table as store of what was spent. */
export function openBudgetTable(client: DynamoDBClient, tableName: string): BudgetStore {
  const table = openTable(client, tableName);
  return {
    async spend(account, spending, limits) {
      const limited = amounts.flatMap((name) => {
        const limit = limits[name];
        return limit === undefined ? [] : [{ name, room: limit - spending[name] }];
      });
      const has = limited.map(({ name }) => `${name} <= :${name}Room`);
      const rooms = limited.map(({ name, room }) => [`:${name}Room`, { N: String(room) }]);
      const fits = limited.every(({ room }) => room >= 0);
      const change = {
        update: "add microUsd :microUsd, probes :probes set expiresAt = :until",
        ...(has.length > 0 && { expression: `attribute_not_exists(pk) or (${has.join(" and ")})` }),
        values: {
          ...valuesOf(spending),
          ...Object.fromEntries(rooms),
          ":until": { N: String(Date.parse(account.day) / 1_000 + keptSeconds) },
        },
      };
      if (fits && (await table.update(spentKey(account), change))) return undefined;
      return readSpent(await table.get(spentKey(account)));
    },
    async giveBack(account, { microUsd, probes }) {
      await table.update(spentKey(account), {
        update: "add microUsd :microUsd, probes :probes",
        expression: "attribute_exists(pk)",
        values: valuesOf({ microUsd: -microUsd, probes: -probes }),
      });
    },
  };
}

const valuesOf = ({ microUsd, probes }: Spending): Item => ({
  ":microUsd": { N: String(microUsd) },
  ":probes": { N: String(probes) },
});
