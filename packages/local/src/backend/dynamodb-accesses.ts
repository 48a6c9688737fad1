import type { Access, ToArn } from "../events/access.ts";
import type { ServiceRequest } from "../service/service-request.ts";

/** Those that go by TableName. */
const tableOperations: ReadonlySet<string> = new Set([
  ...["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"],
  ...["CreateTable", "UpdateTable", "DeleteTable", "DescribeTable"],
  ...["DescribeTimeToLive", "UpdateTimeToLive", "DescribeContinuousBackups", "UpdateContinuousBackups"],
]);
const tagOperations: ReadonlySet<string> = new Set(["TagResource", "UntagResource", "ListTagsOfResource"]);

export function deriveDynamodb({ operation, input }: ServiceRequest, arn: ToArn): Access[] | undefined {
  const tableArn = (name: string): string => (name.startsWith("arn:") ? name : arn(`table/${name}`));
  const action = `dynamodb:${operation}`;
  if (operation === "BatchGetItem" || operation === "BatchWriteItem") {
    const tables = Object.keys(isObject(input.RequestItems) ? input.RequestItems : {});
    return tables.map((name) => ({ action, resource: tableArn(name) }));
  }
  if (operation === "TransactGetItems" || operation === "TransactWriteItems")
    return deriveTransaction(input.TransactItems, tableArn);
  if (operation === "ListTables") return [{ action, resource: "*" }];
  const { TableName, IndexName, ResourceArn } = input;
  if (tagOperations.has(operation))
    return typeof ResourceArn === "string" ? [{ action, resource: ResourceArn }] : undefined;
  if (!tableOperations.has(operation) || typeof TableName !== "string") return undefined;
  const hasIndex = (operation === "Query" || operation === "Scan") && typeof IndexName === "string";
  return [{ action, resource: `${tableArn(TableName)}${hasIndex ? `/index/${IndexName}` : ""}` }];
}

const transactionActions: Readonly<Record<string, string>> = {
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  ConditionCheck: "ConditionCheckItem",
};

function deriveTransaction(items: unknown, tableArn: (name: string) => string): Access[] | undefined {
  if (!Array.isArray(items)) return undefined;
  const accesses = items.flatMap((item: unknown) =>
    Object.entries(isObject(item) ? item : {}).map(([kind, operand]) => {
      const action = Object.hasOwn(transactionActions, kind) ? transactionActions[kind] : undefined;
      const table = isObject(operand) ? operand.TableName : undefined;
      return action === undefined || typeof table !== "string"
        ? undefined
        : { action: `dynamodb:${action}`, resource: tableArn(table) };
    }),
  );
  return accesses.every((access) => access !== undefined) ? accesses : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
