import type { EstimateDocument } from "@crisscross/core/documents/cost-document";
import type { JobView } from "@crisscross/core/documents/job-view";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { type MonotonicMs, monotonicMs } from "@crisscross/core/edge/time";
import { type ApiAddress, createShellClient } from "../api/shell-client.ts";
import { estimatedOf, renderEstimate } from "../render/cost.ts";
import type { Whereabouts } from "../render/next-steps.ts";
import { renderStall } from "../render/stall.ts";
import { Interruption } from "../terminal/interrupt.ts";
import { createPaint, wantsColour } from "../terminal/paint.ts";
import { pauseUntil } from "../terminal/pause.ts";
import { createProgress } from "../terminal/progress.ts";
import type { Shell } from "../terminal/shell.ts";
import type { Begin } from "./begin-job.ts";
import { followJob, stallMsFor } from "./follow-job.ts";
import { lastWords, partingWords } from "./parting-words.ts";
import { type PrintOptions, printMatrix } from "./print-matrix.ts";
import { noMoney, readMoney } from "./read-money.ts";
import { watchJob } from "./watch-job.ts";

/** Where a job is run. */
interface Destination extends ApiAddress {
  /** How a later command gets to the job. */
  where: Whereabouts;
  /** What the local cloud has reported by the time this is read. */
  troubles: readonly string[];
  /** Awaited before anything is printed: rejects when results that the page shows could not be kept. */
  settle?: () => Promise<void>;
}

/**
 * Begins a job, follows it, prints its matrix. Answers 0 when every probe is accounted for, 1 otherwise, or what a limit says.
 * Stopped by Ctrl-C, it prints what there is by then, and how to go on.
 */
export async function runJob(
  shell: Shell,
  options: PrintOptions,
  destination: Destination,
  begin: Begin,
): Promise<number> {
  const { interrupted, stderr } = shell;
  const { json = false } = options;
  const { where } = destination;
  const client = createShellClient(shell, destination, json);
  if (options.estimateOf) return estimate(shell, options, await client.estimate(options.estimateOf));
  const first = await begin(client);
  if (!json) stderr.write(`${estimatedOf(first)}\n`);
  const bar = createProgress(stderr, "probing", { quiet: json });
  const stallMs = stallMsFor(first.spec);
  const following = {
    client,
    monotonicMs: readClock,
    wait: pauseUntil(interrupted),
    onView: watchJob(bar, readClock, ageMsOf(first)),
    stallMs,
  };
  const { view, stalled } = await followJob(following, first)
    .finally(() => bar.stop())
    .catch(async (error) => {
      if (interrupted.reason instanceof Interruption) await printSoFar(shell, options, destination, first.id);
      stderr.write(interrupted.aborted ? partingWords(first, where) : lastWords(first.id, where));
      throw error;
    });
  const document = await client.matrix(view.id, options.simultaneous);
  const money = json ? noMoney : await readMoney(client, view.id, interrupted);
  await destination.settle?.();
  const exitCode = printMatrix(shell, options, document, where, money);
  if (stalled) stderr.write(renderStall(view, stallMs, destination.troubles));
  return answerOf(document, exitCode);
}

function estimate({ stdout, env }: Shell, { json, color }: PrintOptions, document: EstimateDocument): number {
  const style = { paint: createPaint(wantsColour(stdout, env, color)), columns: stdout.columns ?? 100 };
  stdout.write(json ? `${JSON.stringify(document)}\n` : renderEstimate(document, style));
  return 0;
}

const readClock = (): MonotonicMs => monotonicMs(performance.now());

/** How long ago a job was made, by two clocks that need not agree. */
const ageMsOf = ({ createdAt }: JobView): number => Math.max(0, Date.now() - Date.parse(createdAt));

/** How long who has pressed Ctrl-C waits for the page, at most. */
const partingMs = 5_000;

/** Prints the matrix of a job that has not ended, if anything is stored. */
async function printSoFar(
  shell: Shell,
  options: PrintOptions,
  destination: Destination,
  id: string,
): Promise<void> {
  const { json = false, simultaneous } = options;
  const hasTime = { ...shell, interrupted: AbortSignal.timeout(partingMs) };
  const client = createShellClient(hasTime, destination, json);
  const document = await client.matrix(id, simultaneous).catch(() => undefined);
  const money = json ? noMoney : await readMoney(client, id, hasTime.interrupted).catch(() => noMoney);
  await destination.settle?.();
  if (!document?.matrix.some(({ n }) => n > 0)) return;
  printMatrix(shell, options, document, destination.where, money);
}

/**
 * What a command answers that saw a job end: 1 unless it is complete and expected = ok + throttled + timeout + error; but a limit that
 * is broken is so, also where probes were lost.
 */
export function answerOf({ job }: Pick<MatrixDocument, "job">, limits: 0 | 3 | 4): number {
  const stored = job.ok + job.throttled + job.timeout + job.error;
  const isAccountedFor =
    job.state === "complete" && job.expected === stored && job.lost === 0 && job.pending === 0;
  return isAccountedFor || limits === 3 ? limits : 1;
}
