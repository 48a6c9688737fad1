import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { createApiClient, type Send } from "../api/api-client.ts";
import { renderMatrix } from "../render/matrix.ts";
import { nextSteps, type Whereabouts } from "../render/next-steps.ts";
import { renderStall } from "../render/stall.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import { createProgress } from "../terminal/progress.ts";
import type { Shell } from "../terminal/shell.ts";
import { followJob, stallMsFor } from "./follow-job.ts";
import type { JobRequest } from "./job-options.ts";
import { watchJob } from "./watch-job.ts";

export interface PrintOptions {
  detail?: boolean;
  json?: boolean;
  color: boolean;
}

export interface Place {
  url: string;
  token: string;
  /** How a later command gets to the job. */
  where: Whereabouts;
  /** What the local cloud has reported by the time this is read. */
  troubles: readonly string[];
  /** The way to it, and what to do when it no longer answers, where both are not the usual ones. */
  send?: Send;
  startAgain?: string;
  /** Awaited before anything is printed: rejects when what the page will say is not kept. */
  settle?: () => Promise<void>;
}

/** Publishes a job, follows it, prints its matrix. Answers 0 when every probe is accounted for, 1 otherwise. */
export async function runJob(
  shell: Shell,
  options: PrintOptions,
  place: Place,
  request: JobRequest,
): Promise<number> {
  const { interrupted, stdout, stderr } = shell;
  const wait = (ms: number): Promise<void> => sleep(ms, undefined, { signal: interrupted });
  const client = createApiClient({ ...place, signal: interrupted, wait, raw: options.json ?? false });
  const first = await client.publish(request, randomUUID());
  const bar = createProgress(stderr, "probing", { quiet: options.json ?? false, monotonicMs });
  const stallMs = stallMsFor(first.spec);
  const following = { client, monotonicMs, wait, onView: watchJob(bar, monotonicMs), stallMs };
  const { view, stalled } = await followJob(following, first)
    .finally(() => bar.stop())
    .catch((error) => {
      stderr.write(
        interrupted.aborted ? partingWords(first.id, place.where) : lastWords(first.id, place.where),
      );
      throw error;
    });
  const document = await client.matrix(view.id);
  await place.settle?.();
  stdout.write(
    options.json ? `${JSON.stringify(document)}\n` : pageOf(shell, options, document, place.where),
  );
  if (stalled) stderr.write(renderStall(view, stallMs, place.troubles));
  return isAccountedFor(document) ? 0 : 1;
}

const monotonicMs = (): number => performance.now();

/** A job outlives the command that published it where its cloud does, or its data. */
function partingWords(id: string, where: Whereabouts): string {
  switch (where.kind) {
    case "gone":
      return "";
    case "kept":
      return `crisscross: job ${id} is kept, and goes on with npx crisscross up --data ${where.dataDir}\n`;
    case "running":
      return `crisscross: job ${id} goes on; cancel it with npx crisscross cancel ${id} --data ${where.dataDir}\n`;
    case "api":
      return `crisscross: job ${id} goes on; cancel it with npx crisscross cancel ${id} --api ${where.url}\n`;
  }
}

/** When it can no longer be followed: the job may be all that is left of the command. */
function lastWords(id: string, where: Whereabouts): string {
  switch (where.kind) {
    case "gone":
      return "";
    case "kept":
    case "running":
      return `crisscross: job ${id} is kept in ${where.dataDir}\n`;
    case "api":
      return `crisscross: job ${id} was accepted by ${where.url}\n`;
  }
}

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
