import { CloudWatchClient, DescribeAlarmsCommand, GetDashboardCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
} from "@aws-sdk/client-dynamodb";
import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, ListQueueTagsCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Cloud } from "@crisscross/local/cloud";
import type { Resource } from "@crisscross/local/graph/graph";
import { expect } from "vitest";

type Inputs = Resource["inputs"];

/** How a kind of resource is asked for, and what of the answer each of its inputs has to be found in. */
export interface ShownKind {
  describe(cloud: Cloud, resource: Resource): Promise<object>;
  /** Of an input's value: the part of the answer that shows it; "same" where its name only begins with a capital. */
  inputs: Readonly<Record<string, "same" | ((value: never, inputs: Inputs) => object)>>;
  /** Inputs that AWS's answers do not show. */
  hidden?: readonly string[];
}

const text = (inputs: Inputs, name: string): string => String(inputs[name]);
const clients = new Map<string, { destroy(): void }>();
/** One client a service, region and cloud. */
function client<C extends { destroy(): void }>(
  kind: new (config: object) => C,
  { endpoint, credentials }: Cloud,
  { region }: Resource,
): C {
  const key = `${kind.name} ${region} ${endpoint}`;
  const made = (clients.get(key) as C | undefined) ?? new kind({ endpoint, credentials, region });
  clients.set(key, made);
  return made;
}
export const closeClients = (): void => {
  for (const one of clients.values()) one.destroy();
};

class Queues extends SQSClient {
  constructor(config: object) {
    super({ ...config, useQueueUrlAsEndpoint: false });
  }
}
const attribute = (name: string) => (value: unknown) => ({ [name]: String(value) });
const json = (name: string) => (value: string) => ({ [name]: JSON.parse(value) as unknown });
/** Policies and the like are JSON text. */
const readJson = (attributes: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      /^[{[]/.test(value) ? JSON.parse(value) : value,
    ]),
  );

const queue = async (cloud: Cloud, resource: Resource, QueueUrl: string): Promise<object> => {
  const sqs = client(Queues, cloud, resource);
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
  const { Tags } = await sqs.send(new ListQueueTagsCommand({ QueueUrl }));
  return { ...readJson(Attributes), Tags };
};

const topic = async (cloud: Cloud, resource: Resource, TopicArn: string): Promise<object> => {
  const sns = client(SNSClient, cloud, resource);
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }));
  return { ...readJson(Attributes), Tags };
};

async function subscription(cloud: Cloud, resource: Resource): Promise<object> {
  const sns = client(SNSClient, cloud, resource);
  const TopicArn = text(resource.inputs, "topic");
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  const found = Subscriptions?.find(({ Endpoint }) => Endpoint === resource.inputs.endpoint);
  const { Attributes } = await sns.send(
    new GetSubscriptionAttributesCommand({ SubscriptionArn: found?.SubscriptionArn }),
  );
  return readJson(Attributes);
}

async function table(cloud: Cloud, resource: Resource): Promise<object> {
  const dynamodb = client(DynamoDBClient, cloud, resource);
  const TableName = text(resource.inputs, "name");
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  const { Tags } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: Table?.TableArn }));
  const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  const { ContinuousBackupsDescription } = await dynamodb.send(
    new DescribeContinuousBackupsCommand({ TableName }),
  );
  return { ...Table, Tags, TimeToLiveDescription, ContinuousBackupsDescription };
}

async function alarm(cloud: Cloud, resource: Resource): Promise<object> {
  const cloudWatch = client(CloudWatchClient, cloud, resource);
  const { MetricAlarms = [], CompositeAlarms = [] } = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNames: [resource.id], AlarmTypes: ["MetricAlarm", "CompositeAlarm"] }),
  );
  return { ...MetricAlarms[0], ...CompositeAlarms[0] };
}

const dimensions = (value: Readonly<Record<string, string>>) =>
  Object.entries(value).map(([Name, Value]) => ({ Name, Value }));

interface Query {
  id: string;
  label?: string;
  expression?: string;
  returnData?: boolean;
  metric?: {
    metricName: string;
    namespace: string;
    dimensions: Record<string, string>;
    period: number;
    stat: string;
  };
}

const metrics = (queries: Query[]) => ({
  Metrics: queries.map(({ id, label, expression, returnData = false, metric }) => ({
    Id: id,
    ReturnData: returnData,
    ...(label && { Label: label }),
    ...(expression && { Expression: expression }),
    ...(metric && {
      MetricStat: {
        Metric: {
          MetricName: metric.metricName,
          Namespace: metric.namespace,
          Dimensions: dimensions(metric.dimensions),
        },
        Period: metric.period,
        Stat: metric.stat,
      },
    }),
  })),
});

const alarmInputs: ShownKind["inputs"] = {
  ...{ alarmActions: "same", alarmDescription: "same", alarmName: "same", alarmRule: "same" },
  okActions: (OKActions: string[]) => ({ OKActions }),
};

export const shownKinds: Readonly<Record<string, ShownKind>> = {
  "aws:sqs/queue:Queue": {
    describe: (cloud, resource) => queue(cloud, resource, resource.id),
    inputs: {
      name: (name: string) => ({ QueueArn: expect.stringMatching(`:${name}$`) }),
      delaySeconds: attribute("DelaySeconds"),
      messageRetentionSeconds: attribute("MessageRetentionPeriod"),
      redrivePolicy: json("RedrivePolicy"),
      sqsManagedSseEnabled: attribute("SqsManagedSseEnabled"),
      visibilityTimeoutSeconds: attribute("VisibilityTimeout"),
      tags: (Tags: object) => ({ Tags }),
    },
    // AWS shows both of FIFO queues only.
    hidden: ["fifoQueue", "contentBasedDeduplication"],
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    describe: (cloud, resource) => queue(cloud, resource, text(resource.inputs, "queueUrl")),
    inputs: {
      queueUrl: (url: string) => ({ QueueArn: expect.stringMatching(`:${url.split("/").at(-1)}$`) }),
      policy: json("Policy"),
    },
  },
  "aws:sns/topic:Topic": {
    describe: (cloud, resource) => topic(cloud, resource, resource.id),
    inputs: {
      name: (name: string) => ({ TopicArn: expect.stringMatching(`:${name}$`) }),
      displayName: attribute("DisplayName"),
      tags: (tags: Record<string, string>) => ({
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    },
    // AWS shows it of FIFO topics only.
    hidden: ["fifoTopic"],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    describe: (cloud, resource) => topic(cloud, resource, text(resource.inputs, "arn")),
    inputs: { arn: attribute("TopicArn"), policy: json("Policy") },
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    describe: subscription,
    inputs: {
      ...{ endpoint: attribute("Endpoint"), protocol: attribute("Protocol"), topic: attribute("TopicArn") },
      ...{ filterPolicy: json("FilterPolicy"), filterPolicyScope: attribute("FilterPolicyScope") },
      ...{ rawMessageDelivery: attribute("RawMessageDelivery"), redrivePolicy: json("RedrivePolicy") },
    },
  },
  "aws:dynamodb/table:Table": {
    describe: table,
    inputs: {
      name: attribute("TableName"),
      attributes: (all: { name: string; type: string }[]) => ({
        AttributeDefinitions: all.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
      }),
      billingMode: (BillingMode: string) => ({ BillingModeSummary: { BillingMode } }),
      hashKey: (hash: string, { rangeKey }) => ({
        KeySchema: [
          { AttributeName: hash, KeyType: "HASH" },
          ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" }]),
        ],
      }),
      rangeKey: (range: string) => ({
        KeySchema: [expect.anything(), { AttributeName: range, KeyType: "RANGE" }],
      }),
      globalSecondaryIndexes: (indexes: { name: string; projectionType: string }[]) =>
        indexes.length === 0
          ? {}
          : {
              GlobalSecondaryIndexes: indexes.map(({ name, projectionType }) =>
                expect.objectContaining({ IndexName: name, Projection: { ProjectionType: projectionType } }),
              ),
            },
      ttl: ({ attributeName, enabled }: { attributeName: string; enabled: boolean }) => ({
        TimeToLiveDescription: {
          TimeToLiveStatus: enabled ? "ENABLED" : "DISABLED",
          ...(enabled && { AttributeName: attributeName }),
        },
      }),
      pointInTimeRecovery: ({ enabled }: { enabled: boolean }) => ({
        ContinuousBackupsDescription: {
          ContinuousBackupsStatus: "ENABLED",
          PointInTimeRecoveryDescription: expect.objectContaining({
            PointInTimeRecoveryStatus: enabled ? "ENABLED" : "DISABLED",
          }),
        },
      }),
      deletionProtectionEnabled: (on: boolean) => ({ DeletionProtectionEnabled: on }),
      tags: (tags: Record<string, string>) => ({
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    },
    // False and empty, which AWS shows by leaving them out.
    hidden: ["streamEnabled", "localSecondaryIndexes"],
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    describe: alarm,
    inputs: {
      ...alarmInputs,
      name: (AlarmName: string) => ({ AlarmName }),
      ...{ comparisonOperator: "same", datapointsToAlarm: "same", evaluationPeriods: "same" },
      ...{ metricName: "same", namespace: "same", period: "same", statistic: "same" },
      ...{ threshold: "same", treatMissingData: "same", metricQueries: metrics },
      dimensions: (value: Record<string, string>) => ({ Dimensions: dimensions(value) }),
    },
    // ListTagsForResource shows them.
    hidden: ["tags"],
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": { describe: alarm, inputs: alarmInputs, hidden: ["tags"] },
  "aws:cloudwatch/dashboard:Dashboard": {
    describe: async (cloud, resource) =>
      client(CloudWatchClient, cloud, resource).send(
        new GetDashboardCommand({ DashboardName: text(resource.inputs, "dashboardName") }),
      ),
    inputs: { dashboardName: "same", dashboardBody: "same" },
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    async describe(cloud, resource) {
      const logGroupNamePrefix = text(resource.inputs, "name");
      const { logGroups = [] } = await client(CloudWatchLogsClient, cloud, resource).send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix }),
      );
      return logGroups.find(({ logGroupName }) => logGroupName === logGroupNamePrefix) ?? {};
    },
    inputs: {
      name: (logGroupName: string) => ({ logGroupName }),
      retentionInDays: (retentionInDays: number) => ({ retentionInDays }),
    },
  },
};
