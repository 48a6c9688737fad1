import { setTimeout as sleep } from "node:timers/promises";
import { pathOf } from "@crisscross/core/documents/routes";

export interface Polled {
  /** How often each status was answered; 0 stands for no answer at all. */
  statuses: Map<number, number>;
  /** Shortest first. */
  answers: Answer[];
}

export interface Answer {
  /** After the job's own path. */
  path: string;
  status: number;
  waitMs: number;
}

export interface PollerOptions {
  url: string;
  token: string;
  job: string;
  clients: number;
  /** Between an answer and the client's next request. */
  pauseMs: number;
}

const answerMs = 60_000;

/** Clients that look at a job again and again, each in its own way, until the signal says so. */
export async function poll(options: PollerOptions, signal: AbortSignal): Promise<Polled> {
  const polled: Polled = { statuses: new Map(), answers: [] };
  await Promise.all(
    Array.from({ length: options.clients }, async (_, client) => {
      // They do not all begin, and go on beginning, in the same moment.
      await pause((options.pauseMs * client) / options.clients, signal);
      for (let turn = client; !signal.aborted; turn++) {
        await ask(options, nextPath(options.job, turn), polled);
        await pause(options.pauseMs, signal);
      }
    }),
  );
  polled.answers.sort((a, b) => a.waitMs - b.waitMs);
  return polled;
}

const ofJob = ["GetJob", "GetMatrix", "ListSamples", "GetAttribution"] as const;
const ofAll = ["ListJobs", "Health"] as const;

function nextPath(id: string, turn: number): string {
  const paths = [...ofJob.map((name) => pathOf(name, { id })), ...ofAll.map((name) => pathOf(name, {}))];
  return paths[turn % paths.length] ?? "";
}

async function ask(
  { url, token }: PollerOptions,
  path: string,
  { statuses, answers }: Polled,
): Promise<void> {
  const startMs = performance.now();
  const headers = { authorization: `Bearer ${token}` };
  const status = await fetch(url + path, { headers, signal: AbortSignal.timeout(answerMs) })
    .then(async (response) => {
      await response.arrayBuffer();
      return response.status;
    })
    .catch(() => 0);
  answers.push({
    path: path.replace(/^\/v1\/jobs\/[^/]+/, "job"),
    status,
    waitMs: performance.now() - startMs,
  });
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}

const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal }).catch(() => {});
