import * as apigatewayv2 from "@aws-sdk/client-apigatewayv2";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as lambda from "@aws-sdk/client-lambda";
import * as scheduler from "@aws-sdk/client-scheduler";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import * as sts from "@aws-sdk/client-sts";
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import type { Case } from "./cases.ts";
import type { Client, ClientAnswer, Place } from "./client.ts";

interface Sender {
  send(command: object): Promise<object>;
  destroy(): void;
}
type Class<T> = new (input: object) => T;

const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...{ apigatewayv2, cloudwatch, dynamodb, lambda, logs, scheduler, sns, sqs, sts },
};
const clientNames: Readonly<Record<string, string>> = {
  ...{ apigatewayv2: "ApiGatewayV2Client", cloudwatch: "CloudWatchClient", dynamodb: "DynamoDBClient" },
  ...{ lambda: "LambdaClient", logs: "CloudWatchLogsClient", scheduler: "SchedulerClient" },
  ...{ sns: "SNSClient", sqs: "SQSClient", sts: "STSClient" },
};

/** The JS SDK as it is, and CloudWatch's client in the protocols that older and other SDKs speak. */
export const javaScriptClients: readonly Client[] = [
  { label: "JS SDK 3", ask: (place, asked) => ask(place, asked) },
  { label: "JS SDK 3, CBOR", ask: askCloudWatch(AwsSmithyRpcV2CborProtocol) },
  { label: "JS SDK 3, Query", ask: askCloudWatch(AwsQueryProtocol) },
];

function askCloudWatch(protocol: unknown): Client["ask"] {
  return (place, asked) =>
    asked.service === "cloudwatch" ? ask(place, asked, { protocol }) : Promise.resolve({ kind: "unknown" });
}

async function ask(
  place: Place,
  { service, operation, input }: Case,
  more: object = {},
): Promise<ClientAnswer> {
  const { [clientNames[service] ?? ""]: Client, [`${operation}Command`]: Command } = modules[service] ?? {};
  if (Client === undefined || Command === undefined) return { kind: "unknown" };
  const settings = { ...place, ...more, maxAttempts: 1, useQueueUrlAsEndpoint: false };
  const client = new (Client as Class<Sender>)(settings);
  try {
    const answer = await client.send(new (Command as Class<object>)(withDates(input) as object));
    return { kind: "answer", text: JSON.stringify(answer) };
  } catch (error) {
    const { name, message } = error as Error;
    return { kind: "error", code: name, message };
  } finally {
    client.destroy();
  }
}

/** The SDK takes times as dates. */
function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value === "string") return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? new Date(value) : value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withDates(inner)]));
}
