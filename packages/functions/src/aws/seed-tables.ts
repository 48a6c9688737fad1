import { BatchWriteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Customer } from "@crisscross/core/job/customers";
import type { ClientConfig } from "../edges/client-config.ts";
import { limitedRequests, type RequestLimits } from "../edges/request-limits.ts";
import type { SeedDeps } from "../planning/seed-records.ts";
import { itemOf } from "./measured/customer-table.ts";

/** The records tables of all regions, for writing many customers at once. */
export function openSeedTables(
  { endpointOf }: ClientConfig,
  table: string,
  limits?: RequestLimits,
): SeedDeps["records"] {
  const clients = new Map<string, DynamoDBClient>();
  function clientOf(region: string): DynamoDBClient {
    const known = clients.get(region);
    if (known) return known;
    const endpoint = endpointOf("dynamodb", region);
    const opened = new DynamoDBClient({ region, endpoint, requestHandler: limitedRequests(limits) });
    clients.set(region, opened);
    return opened;
  }
  return {
    async write(region, customers) {
      const requests = customers.map((customer) => ({ PutRequest: { Item: itemOf(customer) } }));
      const command = new BatchWriteItemCommand({ RequestItems: { [table]: requests } });
      const { UnprocessedItems } = await clientOf(region).send(command);
      const left = new Set(
        (UnprocessedItems?.[table] ?? []).map(({ PutRequest }) => PutRequest?.Item?.email?.S),
      );
      return customers.filter(({ email }: Customer) => left.has(email));
    },
  };
}
