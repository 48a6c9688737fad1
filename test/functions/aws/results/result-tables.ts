import type { AddressInfo } from "node:net";
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { capture } from "@crisscross/local/service/capture";
import dynalite from "dynalite";
import { until } from "../../../support/until.ts";

export interface ResultTables {
  endpoint: string;
  /** Clients that reach it without a socket, which half of their time would go into. */
  newClient(): DynamoDBClient;
  client: DynamoDBClient;
  /** The name of a new, empty results table. */
  create(): Promise<string>;
  stop(): Promise<unknown>;
}

/** A request as the SDK hands it to whoever sends it. */
interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** DynamoDB on a free port, for results tables as stacks/ describes them. */
export async function startTables(): Promise<ResultTables> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "key", secretAccessKey: "secret" };
  const requestHandler = {
    async handle({ method, path, headers, body }: Asked) {
      const call = { method, path, headers, body: Buffer.from(body ?? "") };
      const reply = await capture(
        call,
        (request, response) => void server.emit("request", request, response),
      );
      return { response: { statusCode: reply.status, headers: reply.headers, body: reply.body } };
    },
  };
  const newClient = () => new DynamoDBClient({ region: "us-east-1", endpoint, credentials, requestHandler });
  const client = newClient();
  let tables = 0;
  return {
    endpoint,
    newClient,
    client,
    async create() {
      const TableName = `results-${tables++}`;
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: "PAY_PER_REQUEST",
          AttributeDefinitions: ["pk", "sk", "list", "createdAt"].map((AttributeName) => ({
            AttributeName,
            AttributeType: "S",
          })),
          KeySchema: [
            { AttributeName: "pk", KeyType: "HASH" },
            { AttributeName: "sk", KeyType: "RANGE" },
          ],
          GlobalSecondaryIndexes: [
            {
              IndexName: "byCreated",
              KeySchema: [
                { AttributeName: "list", KeyType: "HASH" },
                { AttributeName: "createdAt", KeyType: "RANGE" },
              ],
              Projection: { ProjectionType: "ALL" },
            },
          ],
        }),
      );
      // Until then it answers as if it were not there.
      await until(
        async () =>
          (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus === "ACTIVE",
        undefined,
        { everyMs: 2 },
      );
      return TableName;
    },
    stop() {
      client.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
