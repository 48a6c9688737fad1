import { setTimeout as sleep } from "node:timers/promises";
import { type Asked, type Client, createClient, type DataOf } from "@crisscross/client/client";
import type { Up } from "./up.ts";

type JobView = DataOf<"getJob">;

/** Asks again while the API has too much to do: it is one client among many. */
const patient = ({ url, token }: Up): Client =>
  createClient({ url, token, pausesMs: Array.from({ length: 240 }, () => 500) });

export async function submit(up: Up, body: Asked<"submitJob">["body"]): Promise<JobView> {
  return (await patient(up).submitJob({ body })).data;
}

export async function cancel(up: Up, id: string): Promise<void> {
  await patient(up).cancelJob({ path: { id } });
}

/** The job once none of its probes is pending. */
export async function jobOnceOver(up: Up, id: string, everyMs: number): Promise<JobView> {
  const client = patient(up);
  for (;;) {
    const { data: view } = await client.getJob({ path: { id } });
    if (view.ledger.pending === 0) return view;
    await sleep(everyMs);
  }
}
