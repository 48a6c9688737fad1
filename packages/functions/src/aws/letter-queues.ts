import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { MoveTask } from "@crisscross/core/documents/dead-letters";
import { isoOf } from "@crisscross/core/edge/instant";
import { parse } from "@crisscross/core/edge/schema";
import type { Letter, LetterDeps, LetterPlace, LetterQueue } from "../dead-letters/letter-queue.ts";
import { limitedRequests, type RequestLimits } from "../edges/request-limits.ts";

const inOneRequest = 10;

/** Long polling asks all of a queue's servers; short polling some, which may have nothing. */
const waitSeconds = 1;

/** SQS of all regions as queues of dead letters, and of blocks. */
export function openLetterQueues(
  places: readonly LetterPlace[],
  limits?: RequestLimits,
): Pick<LetterDeps, "openQueue" | "sendBlock"> {
  const clients = new Map<string, SQSClient>();
  const clientIn = (region: string): SQSClient => {
    // The client's own endpoint wins over the queue URL's host, which no local cloud resolves.
    const client =
      clients.get(region) ??
      new SQSClient({ region, useQueueUrlAsEndpoint: false, requestHandler: limitedRequests(limits) });
    clients.set(region, client);
    return client;
  };
  const blockQueues = new Map(
    places.flatMap(({ queue, region, sourceArn }) =>
      queue === "BlocksDead" && sourceArn !== undefined ? [[region, sourceArn]] : [],
    ),
  );
  return {
    openQueue: (place) => openQueue(clientIn(place.region), place),
    async sendBlock(region, MessageBody) {
      const arn = blockQueues.get(region);
      if (arn === undefined) throw new Error(`no queue of blocks in ${region}`);
      const origin = { DataType: "String", StringValue: region };
      const message = { QueueUrl: urlOf(arn), MessageBody, MessageAttributes: { origin } };
      await clientIn(region).send(new SendMessageCommand(message));
    },
  };
}

function openQueue(client: SQSClient, { arn, sourceArn }: LetterPlace): LetterQueue {
  const QueueUrl = urlOf(arn);
  return {
    async counts() {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: [
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
          ],
        }),
      );
      const hidden = Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0);
      const rest = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesDelayed"] as const;
      return { count: rest.reduce((sum, one) => sum + Number(Attributes[one] ?? 0), hidden), hidden };
    },
    async receive(VisibilityTimeout) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          ...{ QueueUrl, VisibilityTimeout, MaxNumberOfMessages: inOneRequest, WaitTimeSeconds: waitSeconds },
          MessageSystemAttributeNames: ["SentTimestamp", "ApproximateReceiveCount"],
        }),
      );
      return [...new Map(Messages.map((message) => [message.MessageId ?? "", letterOf(message)])).values()];
    },
    async remove(letters) {
      if (letters.length === 0) return [];
      const Entries = letters.map(({ receipt }, at) => ({ Id: String(at), ReceiptHandle: receipt }));
      const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      return letters.filter((_, at) => Failed.some(({ Id }) => Id === String(at)));
    },
    async lastMove() {
      const { Results = [] } = await client.send(
        new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: 1 }),
      );
      return Results[0] && moveOf(Results[0]);
    },
    async startMove(MaxNumberOfMessagesPerSecond) {
      // The destination is named, so that the permission to send is needed for no other queue.
      const task = { SourceArn: arn, DestinationArn: sourceArn, MaxNumberOfMessagesPerSecond };
      await client.send(new StartMessageMoveTaskCommand(task));
    },
  };
}

/** Each queue has a URL that follows from its ARN. */
function urlOf(arn: string): string {
  const [, , , region, account, name] = arn.split(":");
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

const letterOf = ({ MessageId = "", Body = "", ReceiptHandle = "", Attributes = {} }: Message): Letter => ({
  messageId: MessageId,
  body: Body,
  receipt: ReceiptHandle,
  sentAtMs: Number(Attributes.SentTimestamp ?? 0),
  receives: Number(Attributes.ApproximateReceiveCount ?? 0),
});

const moveOf = (task: ListMessageMoveTasksResultEntry): MoveTask =>
  parse(
    MoveTask,
    {
      state: task.Status,
      moved: task.ApproximateNumberOfMessagesMoved ?? 0,
      toMove: task.ApproximateNumberOfMessagesToMove,
      startedAt: isoOf(task.StartedTimestamp ?? 0),
      why: task.FailureReason,
    },
    "move task",
    "unavailable",
  );
