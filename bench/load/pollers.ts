import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient, type Send } from "@crisscross/client/client";

export interface Polled {
  /** How often each status was answered; 0 stands for no answer at all. */
  statuses: Map<number, number>;
  /** Shortest first. */
  answers: Answer[];
}

export interface Answer {
  /** Without the job's id. */
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
  const { url, token, job } = options;
  const how = { answerMs, pausesMs: [], remembers: false, send: measuringInto(polled) };
  const questions = questionsAbout(job, createClient({ url, token, ...how }));
  await Promise.all(
    Array.from({ length: options.clients }, async (_, client) => {
      // They do not all begin, and go on beginning, in the same moment.
      await pause((options.pauseMs * client) / options.clients, signal);
      for (let turn = client; !signal.aborted; turn++) {
        await questions[turn % questions.length]?.().catch(() => {});
        await pause(options.pauseMs, signal);
      }
    }),
  );
  polled.answers.sort((a, b) => a.waitMs - b.waitMs);
  return polled;
}

const questionsAbout = (id: string, client: Client): (() => Promise<unknown>)[] => [
  () => client.getJob({ path: { id } }),
  () => client.getMatrix({ path: { id } }),
  () => client.listSamples({ path: { id } }),
  () => client.getAttribution({ path: { id } }),
  () => client.listJobs(),
  () => client.health(),
];

/** Sends and reads to the end, and notes how long that took. */
const measuringInto =
  ({ statuses, answers }: Polled): Send =>
  async (request) => {
    const startMs = performance.now();
    const note = (status: number): void => {
      const path = new URL(request.url).pathname.replace(/\/jobs\/[^/]+/, "/job");
      answers.push({ path, status, waitMs: performance.now() - startMs });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    };
    try {
      const answer = await fetch(request);
      const body = await answer.arrayBuffer();
      note(answer.status);
      return new Response(body, answer);
    } catch (error) {
      note(0);
      throw error;
    }
  };

const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal }).catch(() => {});
