import {
  CloudWatchClient,
  type CloudWatchClientConfig,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { AwsJson1_0Protocol, AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { metricAlarm, region } from "../cloudwatch/virtual-cloudwatch.ts";
import { buildGraph, lambda } from "../fixtures/graph.ts";
import { openSession, readEnvironment, type Session } from "../fixtures/session.ts";
import { sendRaw, signRaw } from "../fixtures/sign.ts";

const protocols = {
  JSON: AwsJson1_0Protocol,
  CBOR: AwsSmithyRpcV2CborProtocol,
  "AWS Query": AwsQueryProtocol,
};
type Name = keyof typeof protocols;
const names = Object.keys(protocols) as Name[];
const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 120_000);
const range = { StartTime: minute, EndTime: new Date(minute.getTime() + 60_000) };

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
let session: Session;
const clients: CloudWatchClient[] = [];
function clientOf(name: Name, credentials: Credentials = session.cloud.credentials): CloudWatchClient {
  const { endpoint } = session.cloud;
  const settings: CloudWatchClientConfig = {
    ...{ region, endpoint, credentials },
    protocol: protocols[name] as never,
  };
  const client = new CloudWatchClient(settings);
  clients.push(client);
  return client;
}

beforeAll(async () => {
  const grants = [{ actions: ["cloudwatch:PutMetricData"], resources: ["*"] }];
  session = await openSession({
    graph: buildGraph(
      metricAlarm("one", { alarmDescription: "a < b & c" }),
      lambda("limited", { handler: "relay.handler", region, grants }),
    ),
  });
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await session.cloud.stop();
});

describe.each(names)("CloudWatch over %s", (name) => {
  it("takes metrics and gives them back", async () => {
    const client = clientOf(name);
    const dimensions = [{ Name: "from", Value: `<${name}> & "others"` }];
    const statistics = { SampleCount: 2, Sum: 1e-7, Minimum: 0, Maximum: 1e-7 };
    await client.send(
      new PutMetricDataCommand({
        Namespace: name,
        MetricData: [
          { MetricName: "single", Value: 1.5, Timestamp: minute, Dimensions: dimensions },
          { MetricName: "several", Values: [1, 2], Counts: [1, 3], Unit: "Count", Timestamp: minute },
          { MetricName: "summed", StatisticValues: statistics, Timestamp: minute },
        ],
      }),
    );

    const { Metrics } = await client.send(
      new ListMetricsCommand({ Namespace: name, MetricName: "single", Dimensions: dimensions }),
    );
    expect(Metrics).toEqual([{ Namespace: name, MetricName: "single", Dimensions: dimensions }]);
    const query = (Id: string, MetricName: string, Stat: string, Dimensions?: typeof dimensions) => ({
      Id,
      MetricStat: { Metric: { Namespace: name, MetricName, Dimensions }, Period: 60, Stat },
    });
    const { MetricDataResults = [] } = await client.send(
      new GetMetricDataCommand({
        ...range,
        MetricDataQueries: [
          query("a", "several", "Average"),
          query("b", "summed", "Sum"),
          query("c", "single", "Sum", dimensions),
        ],
      }),
    );
    expect(MetricDataResults.map(({ Id, Timestamps, Values }) => [Id, Timestamps, Values])).toEqual([
      ["a", [minute], [1.75]],
      ["b", [minute], [1e-7]],
      ["c", [minute], [1.5]],
    ]);
  });

  it("takes a request that its client compresses", async () => {
    const MetricData = Array.from({ length: 300 }, (_, index) => ({
      MetricName: `metric${index}`,
      Value: index,
    }));
    const Namespace = `${name} compressed`;
    await clientOf(name).send(new PutMetricDataCommand({ Namespace, MetricData }));
    const { Metrics } = await clientOf(name).send(new ListMetricsCommand({ Namespace }));
    expect(Metrics).toHaveLength(300);
  });

  it("describes alarms as it does over JSON", async () => {
    const described = async (protocol: Name) => {
      const { MetricAlarms } = await clientOf(protocol).send(
        new DescribeAlarmsCommand({ AlarmNames: ["one"] }),
      );
      return MetricAlarms;
    };
    const alarms = await described(name);
    expect(alarms).toMatchObject([{ AlarmName: "one", AlarmDescription: "a < b & c", Threshold: 1 }]);
    expect(alarms).toEqual(await described("JSON"));
  });

  it("refuses in words that its clients read", async () => {
    const client = clientOf(name);
    const dashboard = client.send(new GetDashboardCommand({ DashboardName: "none" }));
    await expect(dashboard).rejects.toMatchObject({
      name: "ResourceNotFound",
      message: "Dashboard none does not exist",
      $metadata: { httpStatusCode: 404 },
    });
    const many = client.send(new DescribeAlarmsCommand({ MaxRecords: 101 }));
    await expect(many).rejects.toThrow("Value '101' at 'maxRecords' failed to satisfy constraint");
    const unknown = client.send(new DeleteAlarmsCommand({ AlarmNames: ["one"] }));
    await expect(unknown).rejects.toThrow(/cannot answer DeleteAlarms; it has PutMetricData, GetMetricData/);
  });

  it("asks the policy of a caller's role", async () => {
    const variables = await readEnvironment(session.cloud, "limited", region);
    const client = clientOf(name, {
      accessKeyId: variables.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? "",
      sessionToken: variables.AWS_SESSION_TOKEN ?? "",
    });
    await client.send(
      new PutMetricDataCommand({ Namespace: "allowed", MetricData: [{ MetricName: "m", Value: 1 }] }),
    );
    await expect(client.send(new ListMetricsCommand({}))).rejects.toThrow(
      "is not authorized to perform: cloudwatch:ListMetrics on resource",
    );
  });

  it("tells a caller whose key nobody knows", async () => {
    const stranger = clientOf(name, { accessKeyId: "AKIANOBODY", secretAccessKey: "secret" });
    await expect(stranger.send(new ListMetricsCommand({}))).rejects.toThrow(/security token.*is invalid/);
  });
});

describe("a request that no reader takes", () => {
  const cborHeaders = { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" };
  const formHeaders = { "content-type": "application/x-www-form-urlencoded" };
  const ask = (service: string, request: Parameters<typeof signRaw>[1]) => {
    const { endpoint, credentials } = session.cloud;
    const headers = signRaw(endpoint, request, { service, region }, credentials);
    return sendRaw(endpoint, { method: "POST", ...request, headers });
  };

  it.each([
    [
      "CBOR that ends early",
      cborHeaders,
      "/service/GraniteServiceVersion20100801/operation/ListMetrics",
      "\xbf",
    ],
    ["CBOR at a form's path", cborHeaders, "/", ""],
    ["a form whose time is none", formHeaders, "/", "Action=GetMetricData&StartTime=yesterday"],
    ["a form with a field twice", formHeaders, "/", "Action=ListMetrics&Namespace=a&Namespace=b"],
  ])("is refused: %s", async (_, headers, path, body) => {
    const answer = await ask("monitoring", { headers, path, body: Buffer.from(body, "latin1") });
    expect(answer.status).toBe(400);
    const isCbor = headers === cborHeaders;
    expect(answer.headers["content-type"]).toBe(isCbor ? "application/cbor" : "text/xml");
    expect(answer.text).toMatch(
      isCbor ? /__type.*SerializationException/s : /<Code>MalformedInput<.Code><Message>\w/,
    );
  });

  it.each([
    ["iam", "<ErrorResponse><Error><Type>Sender</Type><Code>"],
    ["cloudformation", "<ErrorResponse><Error><Type>Sender</Type><Code>"],
    ["ec2", "<Response><Errors><Error><Code>"],
    ["s3", "<Error><Code>"],
  ])("is refused in the XML of %s, which is not here", async (service, beginning) => {
    const answer = await ask(service, { headers: formHeaders, body: "Action=ListThings" });
    expect(answer.status).toBe(501);
    expect(answer.text).toContain(
      `${beginning}UnknownOperationException</Code><Message>The local cloud has no service ${service}; it has sqs`,
    );
  });
});
