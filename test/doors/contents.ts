import { DynamoDBClient, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { sendRaw } from "../local/fixtures/sign.ts";
import { until } from "../support/until.ts";
import { type Running, regions } from "./running.ts";

/** Resolves when reconcile has closed the job that was done, the last thing that the cloud writes by itself. */
export async function untilQuiet(up: Running): Promise<void> {
  await until(
    async () => !JSON.stringify(await readContents(up)).includes('\\"pk\\":{\\"S\\":\\"open\\"}'),
    () => "reconcile has not closed the job yet",
    { everyMs: 500, limitMs: 120_000 },
  );
}

/** All that the cloud keeps and a stranger could have changed: items of every table, depths of every queue, jobs. */
export async function readContents({ endpoint, operator, apiUrl, token }: Running): Promise<object> {
  const { text } = await sendRaw(apiUrl, {
    path: "/v1/jobs",
    headers: { authorization: `Bearer ${token}`, connection: "close" },
  });
  const contents: Record<string, unknown> = { jobs: JSON.parse(text) };
  for (const region of regions) {
    const config = { region, endpoint, credentials: operator };
    const dynamodb = new DynamoDBClient(config);
    for (const TableName of (await dynamodb.send(new ListTablesCommand({}))).TableNames ?? []) {
      const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName }));
      contents[`${region} ${TableName}`] = Items.map((item) => JSON.stringify(item)).sort();
    }
    const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    // fauxqs lists those of every region.
    for (const QueueUrl of QueueUrls.filter((url) => url.includes(`//sqs.${region}.`))) {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
      );
      contents[QueueUrl] = [
        Attributes?.ApproximateNumberOfMessages,
        Attributes?.ApproximateNumberOfMessagesNotVisible,
      ];
    }
    dynamodb.destroy();
    sqs.destroy();
  }
  return contents;
}
