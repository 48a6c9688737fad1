import type { Access, ToArn } from "../events/access.ts";
import { isObject } from "../graph/json.ts";
import type { ServiceRequest } from "../service/service-request.ts";

/** Those that go by TableName. */
const tableOperations: ReadonlySet<string> = new Set([
  ...["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"],
  ...["CreateTable", "UpdateTable", "DeleteTable", "DescribeTable"],
  ...["DescribeTimeToLive", "UpdateTimeToLive", "DescribeContinuousBackups", "UpdateContinuousBackups"],
]);
/** Those that are about one item. */
const itemOperations: ReadonlySet<string> = new Set(["GetItem", "PutItem", "UpdateItem", "DeleteItem"]);
const tagOperations: ReadonlySet<string> = new Set(["TagResource", "UntagResource", "ListTagsOfResource"]);

export function deriveDynamodb({ operation, input }: ServiceRequest, arn: ToArn): Access[] | undefined {
  const tableArn = (name: string): string => (name.startsWith("arn:") ? name : arn(`table/${name}`));
  const action = `dynamodb:${operation}`;
  if (operation === "BatchGetItem" || operation === "BatchWriteItem") {
    const tables = Object.keys(isObject(input.RequestItems) ? input.RequestItems : {});
    return tables.map((name) => ({ action, resource: tableArn(name) }));
  }
  if (operation === "ListTables") return [{ action, resource: "*" }];
  const { TableName, IndexName, ResourceArn } = input;
  if (tagOperations.has(operation))
    return typeof ResourceArn === "string" ? [{ action, resource: ResourceArn }] : undefined;
  if (!tableOperations.has(operation) || typeof TableName !== "string") return undefined;
  const hasIndex = (operation === "Query" || operation === "Scan") && typeof IndexName === "string";
  const resource = `${tableArn(TableName)}${hasIndex ? `/index/${IndexName}` : ""}`;
  if (!itemOperations.has(operation)) return [{ action, resource }];
  return [{ action, resource, itemKeys: textsIn(input.Key ?? input.Item) }];
}

function textsIn(attributes: unknown): Record<string, string> {
  const texts = Object.entries(isObject(attributes) ? attributes : {}).flatMap(([name, value]) =>
    isObject(value) && typeof value.S === "string" ? [[name, value.S]] : [],
  );
  return Object.fromEntries(texts);
}
