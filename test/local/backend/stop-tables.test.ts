import { createTables } from "@crisscross/local/backend/tables";
import { expect, it } from "vitest";

const call = (operation: string, input: object) => ({
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

it("answers what it was asked before it stops, and nothing after", async () => {
  const tables = createTables(undefined, () => {});
  const ask = (operation: string, input: object) => tables.answer(call(operation, input), "us-east-1");
  const created = await ask("CreateTable", {
    TableName: "kept",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  });
  expect(created.status).toBe(200);
  const asked = Array.from({ length: 20 }, () => ask("DescribeTable", { TableName: "kept" }));
  await tables.stop();
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect((await ask("DescribeTable", { TableName: "kept" })).status).toBe(503);
});
