import { setTimeout as sleep } from "node:timers/promises";
import { JobView } from "@crisscross/core/documents/job-view";
import { pathOf } from "@crisscross/core/documents/routes";
import { parse } from "@crisscross/core/edge/schema";
import type { Up } from "./up.ts";

export async function submit(up: Up, spec: object): Promise<JobView> {
  return parse(JobView, await call(up, "POST", pathOf("SubmitJob", {}), spec), "job");
}

export async function cancel(up: Up, id: string): Promise<JobView> {
  return parse(JobView, await call(up, "DELETE", pathOf("CancelJob", { id })), "job");
}

/** The job once none of its probes is pending. */
export async function jobOnceOver(up: Up, id: string, everyMs: number): Promise<JobView> {
  for (;;) {
    const view = parse(JobView, await call(up, "GET", pathOf("GetJob", { id })), "job");
    if (view.ledger.pending === 0) return view;
    await sleep(everyMs);
  }
}

/** Asks again while the API has too much to do: it is one client among many. */
async function call({ url, token }: Up, method: string, path: string, body?: object): Promise<unknown> {
  for (;;) {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response.json();
    if (response.status !== 429)
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
    await sleep(500);
  }
}
