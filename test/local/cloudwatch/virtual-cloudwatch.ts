import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { toEpochMs } from "@crisscross/local/time/times";
import {
  type CloudWatch,
  type CloudWatchOptions,
  createCloudWatch,
} from "../../../packages/local/src/cloudwatch/cloudwatch.ts";
import type { CloudWatchEvent } from "../../../packages/local/src/events/cloudwatch-event.ts";
import type { Resource } from "../../../packages/local/src/graph/graph.ts";
import { metricsOf, services } from "../../../packages/local/src/provision/services.ts";
import { readAuthorization } from "../../../packages/local/src/service/authorization.ts";
import { readBody } from "../../../packages/local/src/service/call.ts";
import { answerFrom } from "../fixtures/derive.ts";

export const MINUTE_MS = 60_000;
/** Friday 20 November, 2026 10:00:00 UTC */
export const startMs = toEpochMs(Date.UTC(2026, 10, 20, 10));
export const region = "eu-west-2";
export const accountId = "000000000000";

export interface VirtualCloudWatch extends CloudWatch {
  clock: { nowMs: number };
  events: CloudWatchEvent[];
  published: { topicArn: string; subject: string; message: Record<string, unknown> }[];
  /** Puts one value now. */
  measure(name: string, value: number, dimensions?: Record<string, string>): void;
  /** Moves the clock to the end of the minute and evaluates. */
  endMinute(): Promise<void>;
}

/** A CloudWatch on a clock that the test moves, evaluated only when the test says so. */
export function createVirtualCloudWatch(options: Partial<CloudWatchOptions> = {}): VirtualCloudWatch {
  const clock: VirtualCloudWatch["clock"] = { nowMs: startMs };
  const events: CloudWatchEvent[] = [];
  const published: VirtualCloudWatch["published"] = [];
  const cloudWatch = createCloudWatch({
    accountId,
    metrics: metricsOf(services),
    nowMs: () => toEpochMs(clock.nowMs),
    tickMs: 0,
    onEvent: (event) => events.push(event),
    publish: async ({ topicArn, subject, message }) => {
      published.push({ topicArn, subject, message: JSON.parse(message) as Record<string, unknown> });
    },
    ...options,
  });
  return {
    ...cloudWatch,
    clock,
    events,
    published,
    measure(name, value, dimensions = {}) {
      const keys = Object.keys(dimensions);
      const _aws = {
        Timestamp: clock.nowMs,
        CloudWatchMetrics: [
          { Namespace: "Test", Dimensions: [keys], Metrics: [{ Name: name, Unit: "Count" }] },
        ],
      };
      const message = JSON.stringify({ _aws, ...dimensions, [name]: value });
      cloudWatch.log({ ...line, kind: "function", message, epochMs: toEpochMs(clock.nowMs) });
    },
    async endMinute() {
      clock.nowMs = (Math.floor(clock.nowMs / MINUTE_MS) + 1) * MINUTE_MS;
      await cloudWatch.evaluate(toEpochMs(clock.nowMs));
    },
  };
}

export const line = {
  region,
  logGroup: "/aws/lambda/probe",
  logStream: "2026/11/20/[$LATEST]a",
  epochMs: startMs,
};

let resourceCount = 0;

export function resource(kind: string, inputs: Record<string, unknown>): Resource {
  const id = `r${++resourceCount}`;
  return { type: `aws:cloudwatch/${kind}`, name: id, id, region, inputs };
}

export function metricAlarm(name: string, inputs: Record<string, unknown> = {}): Resource {
  return resource("metricAlarm:MetricAlarm", {
    name,
    namespace: "Test",
    metricName: "Failures",
    statistic: "Sum",
    period: 60,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    ...inputs,
  });
}

export interface Served {
  endpoint: string;
  client: CloudWatchClient;
  clientIn(otherRegion: string): CloudWatchClient;
  /** Calls an operation of CloudWatch Logs. */
  callLogs(operation: string, input: object): Promise<{ status: number; body: Record<string, unknown> }>;
  stop(): Promise<void>;
}

/** Serves the APIs on a free port, as the gateway does: by the service and region of the request's scope. */
export async function serve({ backends }: CloudWatch): Promise<Served> {
  const server = createServer(async (request, response) => {
    const body = (await readBody(request, 10_000_000)) ?? Buffer.of();
    const scope = readAuthorization(request.headers.authorization);
    const service = scope?.service === "monitoring" ? "monitoring" : "logs";
    const asked = { method: request.method ?? "", path: request.url ?? "/", headers: request.headers, body };
    const reply = await answerFrom(backends[service], service, asked, scope?.region ?? region);
    response.writeHead(reply.status, reply.headers);
    response.end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "AKIA", secretAccessKey: "secret" };
  const clients: CloudWatchClient[] = [];
  const clientIn = (where: string): CloudWatchClient => {
    const client = new CloudWatchClient({ region: where, endpoint, credentials });
    clients.push(client);
    return client;
  };
  return {
    endpoint,
    client: clientIn(region),
    clientIn,
    async callLogs(operation, input) {
      const headers = {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `Logs_20140328.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261120/${region}/logs/aws4_request, SignedHeaders=host, Signature=0`,
      };
      const answer = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(input) });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    async stop() {
      for (const client of clients) client.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
