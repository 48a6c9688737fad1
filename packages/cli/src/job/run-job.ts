import { randomUUID } from "node:crypto";
import type { EstimateDocument } from "@crisscross/core/documents/cost-document";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { type MonotonicMs, monotonicMs } from "@crisscross/core/edge/time";
import type { ApiClient, JobRequest } from "../api/api-client.ts";
import { type ApiAddress, createShellClient } from "../api/shell-client.ts";
import { againstEstimate, estimatedOf, renderEstimate } from "../render/cost.ts";
import { renderMatrix } from "../render/matrix.ts";
import { nextSteps, type Whereabouts } from "../render/next-steps.ts";
import { renderStall } from "../render/stall.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import { pauseUntil } from "../terminal/pause.ts";
import { createProgress } from "../terminal/progress.ts";
import { reasonOf } from "../terminal/reason.ts";
import type { Shell } from "../terminal/shell.ts";
import { followJob, stallMsFor } from "./follow-job.ts";
import { lastWords, partingWords } from "./parting-words.ts";
import { watchJob } from "./watch-job.ts";

export interface PrintOptions {
  detail?: boolean;
  simultaneous?: boolean;
  json?: boolean;
  /** Publish nothing: print what the job would cost. */
  dryRun?: boolean;
  color: boolean;
}

/** Where a job is run. */
interface Destination extends ApiAddress {
  /** How a later command gets to the job. */
  where: Whereabouts;
  /** What the local cloud has reported by the time this is read. */
  troubles: readonly string[];
  /** Awaited before anything is printed: rejects when results that the page shows could not be kept. */
  settle?: () => Promise<void>;
}

/** Publishes a job, follows it, prints its matrix. Answers 0 when every probe is accounted for, 1 otherwise. */
export async function runJob(
  shell: Shell,
  options: PrintOptions,
  destination: Destination,
  request: JobRequest,
): Promise<number> {
  const { interrupted, stdout, stderr } = shell;
  const { json = false } = options;
  const client = createShellClient(shell, destination, json);
  if (options.dryRun) return estimate(shell, options, await client.estimate(request));
  const first = await client.publish(request, randomUUID());
  if (!json) stderr.write(`${estimatedOf(first)}\n`);
  const bar = createProgress(stderr, "probing", { quiet: json });
  const stallMs = stallMsFor(first.spec);
  const following = {
    client,
    monotonicMs: readClock,
    wait: pauseUntil(interrupted),
    onView: watchJob(bar, readClock),
    stallMs,
  };
  const { view, stalled } = await followJob(following, first)
    .finally(() => bar.stop())
    .catch((error) => {
      const words = interrupted.aborted ? partingWords : lastWords;
      stderr.write(words(first.id, destination.where));
      throw error;
    });
  const document = await client.matrix(view.id, options.simultaneous);
  const cost = json ? "" : await costOf(client, view.id);
  await destination.settle?.();
  stdout.write(
    json ? `${JSON.stringify(document)}\n` : pageOf(shell, options, document, destination.where) + cost,
  );
  if (stalled) stderr.write(renderStall(view, stallMs, destination.troubles));
  return isAccountedFor(document) ? 0 : 1;
}

/** A matrix is worth printing whatever becomes of the cost. */
const costOf = (client: ApiClient, id: string): Promise<string> =>
  client.cost(id).then(
    (document) => `cost     ${againstEstimate(document)}\n`,
    (error: unknown) => `cost     not told: ${reasonOf(error)}\n`,
  );

function estimate({ stdout, env }: Shell, { json, color }: PrintOptions, document: EstimateDocument): number {
  const style = { paint: createPaint(wantsColour(stdout, env, color)), columns: stdout.columns ?? 100 };
  stdout.write(json ? `${JSON.stringify(document)}\n` : renderEstimate(document, style));
  return 0;
}

const readClock = (): MonotonicMs => monotonicMs(performance.now());

function pageOf(
  { stdout, env }: Shell,
  { color, detail = false }: PrintOptions,
  document: MatrixDocument,
  where: Whereabouts,
): string {
  const paint = createPaint(wantsColour(stdout, env, color));
  const next = nextSteps(document.job.id, where);
  return renderMatrix(document, { paint, columns: stdout.columns ?? 100, detail, next });
}

/** Complete, and expected = ok + throttled + timeout + error. */
function isAccountedFor({ job }: MatrixDocument): boolean {
  const stored = job.ok + job.throttled + job.timeout + job.error;
  return job.state === "complete" && job.expected === stored && job.lost === 0 && job.pending === 0;
}
