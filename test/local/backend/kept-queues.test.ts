import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, it, onTestFinished } from "vitest";
import { buildGraph, queue } from "../fixtures/graph.ts";
import { openSession } from "../fixtures/session.ts";

it("refuses a second queue of a name in another region, which would take the place of the first on disk", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "kept-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const graph = buildGraph(queue("q"), queue("abroad", {}, "eu-west-2"));
  const { cloud } = await openSession({ graph, dataDir });
  onTestFinished(() => cloud.stop());
  const { endpoint, credentials } = cloud;
  const create = async (region: string, QueueName: string) => {
    const sqs = new SQSClient({ region, endpoint, credentials, maxAttempts: 1 });
    onTestFinished(() => sqs.destroy());
    await sqs.send(new CreateQueueCommand({ QueueName }));
  };
  await expect(create("eu-west-2", "q")).rejects.toThrow(
    "A data folder keeps one queue of a name, and q is in us-east-1; take another name in eu-west-2.",
  );
  await create("us-east-1", "q");
  await create("eu-west-2", "another");
});
