import { describe, expect, it } from "vitest";
import { observeTables } from "../../../packages/local/src/backend/observe-tables.ts";
import type { Observation } from "../../../packages/local/src/events/observation.ts";
import type { ServiceRequest } from "../../../packages/local/src/service/service-request.ts";
import { readFrom } from "../fixtures/derive.ts";

/** What was asked of DynamoDB, what the caller was answered and what was observed, when DynamoDB answers so. */
async function call(operation: string, request: object, answer: object, status = 200) {
  const asked: unknown[] = [];
  const observed: Observation[] = [];
  const dynamodb = async ({ call: { body } }: ServiceRequest) => {
    asked.push(JSON.parse(body.toString()));
    return { status, headers: { "x-amz-crc32": "1" }, body: Buffer.from(JSON.stringify(answer)) };
  };
  const tables = observeTables(dynamodb, (observation) => void observed.push(observation));
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `DynamoDB_20120810.${operation}`,
  };
  const reply = await tables(readFrom("dynamodb", { headers, body: JSON.stringify(request) }));
  return { asked, observed, headers: reply.headers, answer: JSON.parse(Buffer.from(reply.body).toString()) };
}

const put = { TableName: "results", Item: { pk: { S: "1" } } };
const consumed = {
  TableName: "results",
  CapacityUnits: 3,
  Table: { CapacityUnits: 1 },
  GlobalSecondaryIndexes: { byCreated: { CapacityUnits: 2 } },
};

describe("a request to DynamoDB", () => {
  it("tells the units it used by table and index, which its answer says only to those who ask", async () => {
    const { asked, observed, answer, headers } = await call("PutItem", put, { ConsumedCapacity: consumed });
    expect(asked).toEqual([{ ...put, ReturnConsumedCapacity: "INDEXES" }]);
    expect(observed).toMatchObject([{ consumed: [{ units: 1 }, { indexName: "byCreated", units: 2 }] }]);
    expect([answer, headers]).toEqual([{}, {}]);
  });

  it("is left as it is when it asks itself", async () => {
    const total = { ConsumedCapacity: { TableName: "results", CapacityUnits: 3 } };
    const request = { ...put, ReturnConsumedCapacity: "TOTAL" };
    const { asked, observed, answer, headers } = await call("PutItem", request, total);
    expect(asked).toEqual([request]);
    expect(observed).toMatchObject([{ consumed: [{ units: 3 }] }]);
    expect([answer, headers]).toEqual([total, { "x-amz-crc32": "1" }]);
  });

  it("that is about several tables tells the units of each", async () => {
    const units = ["a", "b"].map((TableName, index) => ({ TableName, CapacityUnits: index + 1 }));
    const request = { RequestItems: { a: [], b: [] } };
    const { observed } = await call("BatchWriteItem", request, { ConsumedCapacity: units });
    expect(observed).toMatchObject([
      { tableName: "a", consumed: [{ units: 1 }] },
      { tableName: "b", consumed: [{ units: 2 }] },
    ]);
  });

  it("that is throttled for an index is the index's", async () => {
    const resource = "arn:aws:dynamodb:eu-west-2:000000000000:table/results/index/byCreated";
    const error = {
      __type: "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
      ThrottlingReasons: [{ reason: "IndexWriteProvisionedThroughputExceeded", resource }],
    };
    const { observed, answer } = await call("PutItem", put, error, 400);
    expect(observed).toMatchObject([
      { outcome: "throttled", tableName: "results", indexName: "byCreated", operation: "PutItem" },
    ]);
    expect(answer).toEqual(error);
  });

  it("about tables themselves is not observed", async () => {
    const { asked, observed } = await call("DescribeTable", { TableName: "results" }, {});
    expect([asked, observed]).toEqual([[{ TableName: "results" }], []]);
  });
});
