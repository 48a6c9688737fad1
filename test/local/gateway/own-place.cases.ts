import * as dynamodb from "@aws-sdk/client-dynamodb";
import * as lambdas from "@aws-sdk/client-lambda";
import * as sns from "@aws-sdk/client-sns";
import * as sqs from "@aws-sdk/client-sqs";
import { functionArn, queueArn, queueUrl, tableArn, topicArn } from "../fixtures/graph.ts";

export const [home, away] = ["us-east-1", "eu-west-2"];

export type Input = Record<string, unknown>;
export interface Case {
  operation: string;
  member: string;
  input: (named: string) => Input;
}
const cases = (operations: readonly string[], member: string, more: Input = {}): Case[] =>
  operations.map((operation) => ({ operation, member, input: (text) => ({ ...more, [member]: text }) }));

export const item = { pk: { S: "1" } };
const entries = [{ Id: "1", MessageBody: "m", ReceiptHandle: "r", VisibilityTimeout: 1 }];
const attribute = { AttributeName: "DisplayName", AttributeValue: "x" };
const subscription = `${topicArn("t")}:00000000-0000-0000-0000-000000000000`;

/** What is named, and how the service refuses it when it is of another region, or of another account. */
export const services = {
  sns: {
    sdk: sns,
    otherRegion: { name: "InvalidParameterException", status: 400 },
    otherAccount: { name: "AuthorizationErrorException", status: 403 },
    texts: { SubscriptionArn: subscription } as Record<string, string>,
    text: topicArn("t"),
    cases: [
      ...cases(["Publish", "ListSubscriptionsByTopic", "GetTopicAttributes", "DeleteTopic"], "TopicArn", {
        Message: "m",
      }),
      ...cases(["SetTopicAttributes"], "TopicArn", attribute),
      ...cases(["Subscribe"], "TopicArn", { Protocol: "sqs", Endpoint: queueArn(`q-${home}`) }),
      ...cases(["ConfirmSubscription"], "TopicArn", { Token: "t" }),
      ...cases(["PublishBatch"], "TopicArn", { PublishBatchRequestEntries: [{ Id: "1", Message: "m" }] }),
      ...cases(["Publish"], "TargetArn", { Message: "m" }),
      ...cases(["GetSubscriptionAttributes", "Unsubscribe"], "SubscriptionArn"),
      ...cases(["SetSubscriptionAttributes"], "SubscriptionArn", { AttributeName: "RawMessageDelivery" }),
      ...cases(["ListTagsForResource"], "ResourceArn"),
      ...cases(["TagResource"], "ResourceArn", { Tags: [{ Key: "k", Value: "v" }] }),
      ...cases(["UntagResource"], "ResourceArn", { TagKeys: ["k"] }),
    ],
  },
  sqs: {
    sdk: sqs,
    otherRegion: { name: "InvalidAddress", status: 404 },
    otherAccount: { name: "QueueDoesNotExist", status: 400 },
    texts: { QueueUrl: queueUrl(`q-${home}`) } as Record<string, string>,
    text: queueArn(`q-${home}`),
    cases: [
      ...cases(
        [
          "SendMessage",
          "ReceiveMessage",
          "DeleteMessage",
          "ChangeMessageVisibility",
          "DeleteQueue",
          "PurgeQueue",
        ],
        "QueueUrl",
        { MessageBody: "m", ReceiptHandle: "r", VisibilityTimeout: 1 },
      ),
      ...cases(["SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch"], "QueueUrl", {
        Entries: entries,
      }),
      ...cases(["GetQueueAttributes", "ListQueueTags"], "QueueUrl"),
      ...cases(["SetQueueAttributes"], "QueueUrl", { Attributes: { DelaySeconds: "1" } }),
      ...cases(["TagQueue"], "QueueUrl", { Tags: { k: "v" } }),
      ...cases(["UntagQueue"], "QueueUrl", { TagKeys: ["k"] }),
      ...cases(["StartMessageMoveTask", "ListMessageMoveTasks"], "SourceArn"),
      ...cases(["StartMessageMoveTask"], "DestinationArn"),
    ],
  },
  dynamodb: {
    sdk: dynamodb,
    otherRegion: { name: "ValidationException", status: 400 },
    otherAccount: { name: "AccessDeniedException", status: 400 },
    texts: {} as Record<string, string>,
    text: tableArn("tab"),
    cases: [
      ...cases(["GetItem", "DeleteItem", "UpdateItem"], "TableName", { Key: item }),
      ...cases(["PutItem"], "TableName", { Item: item }),
      ...cases(["Query", "Scan", "DescribeTable", "DeleteTable", "DescribeTimeToLive"], "TableName"),
      ...cases(["ListTagsOfResource"], "ResourceArn"),
      {
        operation: "BatchGetItem",
        member: "RequestItems.keys",
        input: (name: string) => ({ RequestItems: { [name]: { Keys: [item] } } }),
      },
      {
        operation: "BatchWriteItem",
        member: "RequestItems.keys",
        input: (name: string) => ({ RequestItems: { [name]: [{ PutRequest: { Item: item } }] } }),
      },
    ],
  },
  lambda: {
    sdk: lambdas,
    otherRegion: { name: "ResourceNotFoundException", status: 404 },
    otherAccount: { name: "AccessDeniedException", status: 403 },
    texts: {} as Record<string, string>,
    text: functionArn("f"),
    cases: cases(["Invoke"], "FunctionName"),
  },
};
