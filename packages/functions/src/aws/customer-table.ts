import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Customer } from "@crisscross/core/records";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { CustomerRecords } from "../touch-record.ts";
import { credentials, endpointOf, ownRegion } from "./client-config.ts";
import { openMeasuringAgent } from "./measuring-agent.ts";

/** This region's records table, each call made once: no retries. */
export function openCustomerTable(TableName: string): CustomerRecords {
  const endpoint = endpointOf("dynamodb", ownRegion);
  const { agent } = openMeasuringAgent(endpoint, "reused");
  const client = new DynamoDBClient({
    region: ownRegion,
    endpoint,
    credentials,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ httpAgent: agent, httpsAgent: agent }),
  });
  return {
    get({ email }) {
      const command = new GetItemCommand({ TableName, Key: { email: { S: email } } });
      return async (abortSignal) => (await client.send(command, { abortSignal })).Item !== undefined;
    },
    put(customer) {
      const command = new PutItemCommand({ TableName, Item: itemOf(customer) });
      return async (abortSignal) => {
        await client.send(command, { abortSignal });
        return true;
      };
    },
  };
}

/** A customer as the records table holds it. */
export function itemOf({ email, firstName, lastName }: Customer) {
  return { email: { S: email }, firstName: { S: firstName }, lastName: { S: lastName } };
}
