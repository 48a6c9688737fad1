import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { JobView } from "@crisscross/core/job-view";
import type { MatrixDocument } from "@crisscross/core/matrix";
import { readApiAddress } from "./api-address.ts";
import { type ApiClient, createApiClient } from "./api-client.ts";
import { CommandError } from "./command-error.ts";
import { followJob, stallMsFor, storedIn } from "./follow-job.ts";
import { type JobOptions, type JobRequest, readJobOptions, regionsOf } from "./job-options.ts";
import { createToken, deployedRegions, readGraph, startLocalCloud } from "./local-cloud.ts";
import { createPaint, wantsColour } from "./paint.ts";
import { createProgress } from "./progress.ts";
import { renderMatrix } from "./render/matrix.ts";
import { renderStall } from "./render/stall.ts";
import type { Shell } from "./shell.ts";
import { troubleIn } from "./trouble.ts";

export interface ProbeOptions extends JobOptions {
  api?: string;
  token?: string;
  wan: boolean;
  brief?: boolean;
  json?: boolean;
  color: boolean;
}

/** Publishes a job, follows it, prints its matrix. Answers 0 when every probe is accounted for, 1 otherwise. */
export async function probe(shell: Shell, options: ProbeOptions): Promise<number> {
  if (options.api !== undefined) {
    const address = readApiAddress(options.api, options.token, shell.env);
    return runJob(shell, options, createClient(shell, address), readJobOptions(options, undefined), []);
  }
  if (options.token !== undefined)
    throw new CommandError(2, "--token is for --api; a local cloud makes its own");
  return probeLocally(shell, options);
}

async function probeLocally(shell: Shell, options: ProbeOptions): Promise<number> {
  const graph = await readGraph();
  const deployed = deployedRegions(graph);
  const request = readJobOptions(options, deployed);
  const token = createToken();
  const troubles: string[] = [];
  const bringUp = createProgress(shell.stderr, "provisioning", progressOptions(options));
  const cloud = await startLocalCloud({
    graph,
    token,
    wan: options.wan,
    regions: regionsOf(request, deployed),
    onEvent: (event) => {
      if (event.kind === "provisioned") bringUp.update(event.done, event.total);
      const trouble = troubleIn(event);
      if (trouble !== undefined) troubles.push(trouble);
    },
  }).finally(() => bringUp.stop());
  try {
    shell.interrupted.throwIfAborted();
    return await runJob(shell, options, createClient(shell, { url: cloud.apiUrl, token }), request, troubles);
  } finally {
    await cloud.stop();
  }
}

/** `troubles` is read when the job stalls: what the local cloud has reported by then. */
async function runJob(
  shell: Shell,
  options: ProbeOptions,
  client: ApiClient,
  request: JobRequest,
  troubles: readonly string[],
): Promise<number> {
  const first = await client.publish(request, randomUUID());
  const bar = createProgress(shell.stderr, "probing", progressOptions(options));
  const stallMs = stallMsFor(first.spec);
  const { view, stalled } = await followJob(
    {
      client,
      monotonicMs,
      wait: (ms) => wait(shell, ms),
      onView: (view) => bar.update(storedIn(view), view.planned, failuresIn(view)),
      stallMs,
    },
    first,
  )
    .finally(() => bar.stop())
    .catch((error) => {
      if (shell.interrupted.aborted) shell.stderr.write(partingWords(first, options));
      throw error;
    });
  const document = await client.matrix(view.id);
  if (options.json) shell.stdout.write(`${JSON.stringify(document)}\n`);
  else shell.stdout.write(pageOf(shell, options, document));
  if (stalled) shell.stderr.write(renderStall(view, stallMs, troubles));
  return isAccountedFor(document) ? 0 : 1;
}

/** A job of an API outlives the command that published it; one of a local cloud does not. */
function partingWords({ id }: JobView, { api }: ProbeOptions): string {
  return api === undefined
    ? ""
    : `crisscross: job ${id} goes on; cancel it with npx crisscross cancel ${id} --api ${api}\n`;
}

function pageOf(
  { stdout, env }: Shell,
  { color, brief = false }: ProbeOptions,
  document: MatrixDocument,
): string {
  const paint = createPaint(wantsColour(stdout, env, color));
  return renderMatrix(document, { paint, columns: stdout.columns ?? 100, detail: !brief });
}

/** Complete, and expected = ok + throttled + timeout + error. */
function isAccountedFor({ job }: MatrixDocument): boolean {
  const stored = job.ok + job.throttled + job.timeout + job.error;
  return job.state === "complete" && job.expected === stored && job.lost === 0 && job.pending === 0;
}

function failuresIn({ ledger }: JobView): string {
  const kinds = (["throttled", "timeout", "error", "lost"] as const).filter((kind) => ledger[kind] > 0);
  return kinds.map((kind) => `${ledger[kind]} ${kind}`).join(", ");
}

const monotonicMs = (): number => performance.now();

const progressOptions = ({ json = false }: ProbeOptions) => ({ quiet: json, monotonicMs });

const createClient = (shell: Shell, address: { url: string; token: string }): ApiClient =>
  createApiClient({ ...address, signal: shell.interrupted, wait: (ms) => wait(shell, ms) });

const wait = ({ interrupted }: Shell, ms: number): Promise<void> =>
  sleep(ms, undefined, { signal: interrupted });
