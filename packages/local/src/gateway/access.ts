import { gunzipSync } from "node:zlib";
import type { ConditionKey } from "../iam/policy.ts";
import type { Call, Scope } from "./call.ts";

/** One thing a call needs permission for. */
export interface Access {
  action: string;
  resource: string;
  /** What the call says about itself that policies may ask for. */
  context?: Partial<Record<ConditionKey, string>>;
}

/**
 * The accesses a call needs, as the service authorization reference maps its operation to actions and resources.
 * Undefined when the operation is not known: it is then denied, never let through.
 */
export function deriveAccesses(call: Call, scope: Scope, accountId: string): Access[] | undefined {
  const arn = (rest: string): string => `arn:aws:${scope.service}:${scope.region}:${accountId}:${rest}`;
  switch (scope.service) {
    case "lambda":
      return deriveLambda(call, arn);
    case "sqs":
      return deriveSqs(call, arn);
    case "sns":
      return deriveSns(call, arn);
    case "dynamodb":
      return deriveDynamodb(call, arn);
    case "monitoring":
      return deriveCloudWatch(call, scope.region, accountId);
    case "logs":
      return deriveLogs(call, arn);
    default:
      return undefined;
  }
}

type ToArn = (rest: string) => string;

function deriveLambda(call: Call, arn: ToArn): Access[] | undefined {
  const match = /^\/2015-03-31\/functions\/([^/?]+)\/invocations/.exec(call.path);
  if (call.method !== "POST" || match?.[1] === undefined) return undefined;
  const name = decodeURIComponent(match[1]);
  const resource = name.startsWith("arn:") ? name : arn(`function:${name.split(":").at(-1)}`);
  return [{ action: "lambda:InvokeFunction", resource }];
}

/** Batch calls need the permission of the single call. */
const sqsActions: Readonly<Record<string, string>> = {
  SendMessageBatch: "SendMessage",
  DeleteMessageBatch: "DeleteMessage",
  ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
};

function deriveSqs(call: Call, arn: ToArn): Access[] | undefined {
  const operation = readTarget(call, "AmazonSQS");
  const body = parseObject(call);
  if (operation === undefined || body === undefined) return undefined;
  const queue = typeof body.QueueUrl === "string" ? body.QueueUrl.split("/").at(-1) : body.QueueName;
  const name = operation === "ListQueues" ? "*" : queue;
  if (typeof name !== "string" || name === "") return undefined;
  return [{ action: `sqs:${sqsActions[operation] ?? operation}`, resource: arn(name) }];
}

function deriveSns(call: Call, arn: ToArn): Access[] | undefined {
  const form = new URLSearchParams(call.body.toString());
  const operation = form.get("Action");
  if (operation === null) return undefined;
  if (operation === "Publish" || operation === "PublishBatch") {
    const topic = form.get("TopicArn") ?? form.get("TargetArn");
    return topic === null ? undefined : [{ action: "sns:Publish", resource: topic }];
  }
  const named = form.get("Name");
  const resource = form.get("TopicArn") ?? form.get("ResourceArn") ?? (named === null ? null : arn(named));
  return resource === null ? undefined : [{ action: `sns:${operation}`, resource }];
}

function deriveDynamodb(call: Call, arn: ToArn): Access[] | undefined {
  const operation = readTarget(call, "DynamoDB_20120810");
  const body = parseObject(call);
  if (operation === undefined || body === undefined) return undefined;
  const tableArn = (name: string): string => (name.startsWith("arn:") ? name : arn(`table/${name}`));
  if (operation === "BatchGetItem" || operation === "BatchWriteItem") {
    return Object.keys(isObject(body.RequestItems) ? body.RequestItems : {}).map((name) => ({
      action: `dynamodb:${operation}`,
      resource: tableArn(name),
    }));
  }
  if (operation === "TransactGetItems" || operation === "TransactWriteItems") {
    return deriveTransaction(body.TransactItems, tableArn);
  }
  if (operation === "ListTables") return [{ action: "dynamodb:ListTables", resource: "*" }];
  if (typeof body.TableName !== "string") return undefined;
  const index = typeof body.IndexName === "string" ? `/index/${body.IndexName}` : "";
  return [{ action: `dynamodb:${operation}`, resource: `${tableArn(body.TableName)}${index}` }];
}

/** Its actions are called cloudwatch:…, whatever the scope says; alarms and dashboards only have ARNs. */
function deriveCloudWatch(call: Call, region: string, accountId: string): Access[] | undefined {
  const operation = readTarget(call, "GraniteServiceVersion20100801");
  const body = parseObject(call);
  if (operation === undefined || body === undefined) return undefined;
  const action = `cloudwatch:${operation}`;
  if (operation === "DescribeAlarms" || operation === "DescribeAlarmHistory") {
    const listed = Array.isArray(body.AlarmNames) ? body.AlarmNames : [];
    const names = listed.length > 0 ? listed : [body.AlarmName ?? "*"];
    return names.map((name) => ({
      action,
      resource: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`,
    }));
  }
  if (operation === "GetDashboard") {
    return [{ action, resource: `arn:aws:cloudwatch::${accountId}:dashboard/${body.DashboardName}` }];
  }
  const context = typeof body.Namespace === "string" ? { "cloudwatch:namespace": body.Namespace } : {};
  return [{ action, resource: "*", ...(operation === "PutMetricData" && { context }) }];
}

function deriveLogs(call: Call, arn: ToArn): Access[] | undefined {
  const operation = readTarget(call, "Logs_20140328");
  const body = parseObject(call);
  if (operation === undefined || body === undefined) return undefined;
  const group = String(body.logGroupName ?? body.logGroupIdentifier ?? "");
  const name = group.startsWith("arn:") ? group.split(":").slice(6).join(":").replace(/:\*$/, "") : group;
  const stream = String(body.logStreamName ?? "");
  return [{ action: `logs:${operation}`, resource: arn(`log-group:${name}:log-stream:${stream}`) }];
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
      const action = transactionActions[kind];
      const table = isObject(operand) ? operand.TableName : undefined;
      return action === undefined || typeof table !== "string"
        ? undefined
        : { action: `dynamodb:${action}`, resource: tableArn(table) };
    }),
  );
  return accesses.every((access) => access !== undefined) ? accesses : undefined;
}

function readTarget(call: Call, prefix: string): string | undefined {
  const [service, operation] = String(call.headers["x-amz-target"] ?? "").split(".");
  return service === prefix ? operation : undefined;
}

function parseObject({ headers, body: bytes }: Call): Record<string, unknown> | undefined {
  try {
    const text = headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes;
    const body: unknown = JSON.parse(text.toString());
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
