import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { monotonicMs } from "@crisscross/core/edge/time";
import type { Cloud } from "@crisscross/local/cloud";
import type { CloudEvent } from "@crisscross/local/events/event";
import * as v from "valibot";
import { type ApiClient, createApiClient, type JobRequest } from "../packages/cli/src/api/api-client.ts";
import { deployedRegions, readGraph } from "../packages/cli/src/cloud/description.ts";
import { startLocalCloud } from "../packages/cli/src/cloud/local-cloud.ts";
import { createToken } from "../packages/cli/src/cloud/token-file.ts";
import { followJob, stallMsFor } from "../packages/cli/src/job/follow-job.ts";

/** The columns of an exported sample that scripts read; docs/data.md says what they are. */
const SampleLine = v.object({
  probe: v.string(),
  origin: v.string(),
  target: v.string(),
  variant: v.string(),
  /** The coldest start class of all functions, and inner's. */
  start: v.string(),
  innerStart: v.optional(v.string()),
  connection: v.optional(v.string()),
  sentAt: v.optional(v.string()),
  totalMs: v.optional(v.number()),
  innerBilledMs: v.optional(v.number()),
  innerObservedMs: v.optional(v.number()),
  innerOverheadMs: v.optional(v.number()),
});
export type SampleLine = v.InferOutput<typeof SampleLine>;

export interface FinishedJob {
  id: string;
  client: ApiClient;
  cloud: Cloud;
  /** All that the cloud has reported. */
  events: readonly CloudEvent[];
  /** What the cloud's API lets in. */
  token: string;
  samples: SampleLine[];
}

/**
 * Runs one job on a local cloud of its own, with the simulated network, and stops it after `read`. Throws if the job
 * stalls or a probe fails.
 */
export async function runLocalJob<T>(
  request: JobRequest,
  read: (job: FinishedJob) => Promise<T> | T,
): Promise<T> {
  const graph = await readGraph();
  const token = createToken();
  const regions = deployedRegions(graph);
  const events: CloudEvent[] = [];
  const onEvent = (event: CloudEvent) => events.push(event);
  const cloud = await startLocalCloud({ graph, token, wan: true, regions, onEvent });
  try {
    const signal = new AbortController().signal;
    const client = createApiClient({ url: cloud.apiUrl, token, signal });
    const first = await client.publish(request, randomUUID());
    const { view, stalled } = await followJob(
      {
        client,
        monotonicMs: () => monotonicMs(performance.now()),
        wait: sleep,
        onView: () => {},
        stallMs: stallMsFor(first.spec),
      },
      first,
    );
    if (stalled || view.ledger.ok !== view.ledger.expected)
      throw new Error(
        `${view.ledger.ok} of ${view.ledger.expected} probes are ok: ${JSON.stringify(view.ledger)}`,
      );
    const samples = await readSamples(client, view.id);
    return await read({ id: view.id, client, cloud, events, token, samples });
  } finally {
    await cloud.stop();
  }
}

async function readSamples(client: ApiClient, id: string): Promise<SampleLine[]> {
  const lines: SampleLine[] = [];
  for await (const { text } of client.samples(id, "ndjson"))
    for (const line of text.trim().split("\n")) lines.push(v.parse(SampleLine, JSON.parse(line)));
  return lines;
}

/** NaN of none. The mean of the two in the middle of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
