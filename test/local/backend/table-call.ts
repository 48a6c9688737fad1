import type { Backend } from "@crisscross/local/service/backend";
import type { Reply } from "@crisscross/local/service/call";
import { answerFrom } from "../fixtures/derive.ts";

/** What tables answer to a request as the gateway hands it over: dynalite wants it signed, and looks at no signature. */
export const askTables = (tables: Backend, operation: string, input: unknown): Promise<Reply> =>
  answerFrom(
    tables,
    "dynamodb",
    {
      headers: {
        host: "localhost",
        "x-amz-date": "20261130T000000Z",
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
      },
      body: JSON.stringify(input),
    },
    "us-east-1",
  );

/** What CreateTable takes for a table with keys of text. */
export const tableOf = (TableName: string, ...keys: string[]) => ({
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  KeySchema: keys.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? "HASH" : "RANGE" })),
});
