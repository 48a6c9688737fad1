import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Customer } from "@crisscross/core/job/customers";
import type { CustomerRecords } from "../../calls/touch-record.ts";
import type { ClientConfig } from "../../edges/client-config.ts";
import { openMeasuringAgent } from "./measuring-agent.ts";
import { openMeasuringHandler } from "./measuring-handler.ts";

/** This region's records table, each call made once: no retries. */
export async function openCustomerTable(
  { ownRegion, credentials, endpointOf }: ClientConfig,
  TableName: string,
): Promise<CustomerRecords> {
  const endpoint = endpointOf("dynamodb", ownRegion);
  const agent = openMeasuringAgent(endpoint, "reused");
  const { requestHandler, rehearse, prepare, observed } = openMeasuringHandler(agent);
  const client = new DynamoDBClient({
    region: ownRegion,
    endpoint,
    credentials,
    maxAttempts: 1,
    requestHandler,
  });
  await rehearse(() => client.send(new GetItemCommand({ TableName, Key: { email: { S: "rehearsal" } } })));
  return {
    get({ email }, establishMs) {
      const command = new GetItemCommand({ TableName, Key: { email: { S: email } } });
      return prepare(async () => (await client.send(command)).Item !== undefined, establishMs);
    },
    put(customer, establishMs) {
      const command = new PutItemCommand({ TableName, Item: itemOf(customer) });
      return prepare(async () => {
        await client.send(command);
        return true;
      }, establishMs);
    },
    observed,
  };
}

/** A customer as the records table holds it. */
export function itemOf({ email, firstName, lastName }: Customer) {
  return { email: { S: email }, firstName: { S: firstName }, lastName: { S: lastName } };
}
