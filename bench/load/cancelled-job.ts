import { setTimeout as sleep } from "node:timers/promises";
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { readFootprint } from "./footprint.ts";
import { cancel, jobOnceOver, submit } from "./jobs.ts";
import type { Up } from "./up.ts";

export interface CancelledRun {
  /** Of the large job, when it was cancelled and when the small one was over. */
  blocks: number;
  leftBlocks: number;
  /** From the request to cancel to the end of the small job that was submitted right after. */
  smallJobS: number;
  smallNotOk: number;
  /** What `up` takes when all blocks wait. */
  fullMb: number;
}

/** Cancels a large job when all its blocks wait in the queues, and submits a small one behind it. */
export async function cancelLargeJob(
  up: Up,
  regions: readonly string[],
  samples: number,
): Promise<CancelledRun> {
  const queues = openQueues(up, regions);
  const large = await submit(up, { samples, variants: ["bare"] });
  const blocks = await queues.whenFilled();
  const fullMb = readFootprint(up.pid).ownMb;
  const startMs = performance.now();
  await cancel(up, large.id);
  const small = await submit(up, { samples: 1, variants: ["bare"] });
  const { ledger } = await jobOnceOver(up, small.id, 250);
  const smallJobS = (performance.now() - startMs) / 1_000;
  const leftBlocks = await queues.depth();
  queues.close();
  return { blocks, leftBlocks, smallJobS, smallNotOk: ledger.expected - ledger.ok, fullMb };
}

function openQueues({ endpoint, credentials }: Up, regions: readonly string[]) {
  const clients = regions.map(
    (region) => new SQSClient({ region, endpoint, credentials, useQueueUrlAsEndpoint: false }),
  );
  const depth = async (): Promise<number> => {
    const depths = await Promise.all(clients.map(depthIn));
    return depths.reduce((sum, one) => sum + one, 0);
  };
  return {
    /** The number of messages once it no longer grows. */
    async whenFilled(): Promise<number> {
      for (let most = 0; ; ) {
        await sleep(5_000);
        const now = await depth();
        if (now > 0 && now <= most) return most;
        most = Math.max(most, now);
      }
    },
    depth,
    close: () => {
      for (const client of clients) client.destroy();
    },
  };
}

async function depthIn(client: SQSClient): Promise<number> {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  const region = await client.config.region();
  const isOwn = (url: string) => url.includes(`//sqs.${region}.`);
  const depths = await Promise.all(
    QueueUrls.filter((url) => isOwn(url) && /Blocks[^/]*$/.test(url) && !/Dead/.test(url)).map(
      async (QueueUrl) => {
        const { Attributes } = await client.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
        );
        return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
      },
    ),
  );
  return depths.reduce((sum, one) => sum + one, 0);
}
