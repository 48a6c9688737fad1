import type { Call } from "@crisscross/local/service/call";

/** A request as the gateway hands it to tables: dynalite wants it signed, and looks at no signature. */
export const tableCall = (operation: string, input: unknown): Call => ({
  method: "POST",
  path: "/",
  headers: {
    host: "localhost",
    authorization:
      "AWS4-HMAC-SHA256 Credential=key/20261130/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
    "x-amz-date": "20261130T000000Z",
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `DynamoDB_20120810.${operation}`,
  },
  body: Buffer.from(JSON.stringify(input)),
});

/** What CreateTable takes for a table with keys of text. */
export const tableOf = (TableName: string, ...keys: string[]) => ({
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  KeySchema: keys.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? "HASH" : "RANGE" })),
});
