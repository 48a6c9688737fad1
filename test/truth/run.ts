import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { createPaint, wantsColour } from "../../packages/cli/src/terminal/paint.ts";
import { createProgress } from "../../packages/cli/src/terminal/progress.ts";
import { runTasks } from "./pool.ts";
import { reportOf } from "./report/findings.ts";
import { renderMarkdown } from "./report/markdown.ts";
import { renderReport } from "./report/text.ts";
import { fullExtent, tasksOf } from "./tasks.ts";

const usage = `npm run truth [-- options]

Runs the real functions in a simulated world that knows the truth, and prints how often what they say holds it.

  --seed N      of everything that is drawn (default: 1)
  --jobs N      jobs of each shape and n (default: ${fullExtent.jobs})
  --threads N   worker threads (default: one per processor)
  --json        print the report as one JSON document on stdout, and nothing else there
  --write       write docs/truth.md as well; only with all jobs

Exit code 0: all is as promised; 1: something is not; 2: usage.`;

const page = resolve(import.meta.dirname, "../../docs/truth.md");

interface Options {
  seed: number;
  jobs: number;
  threads: number;
  json: boolean;
  write: boolean;
}

/** Undefined when the process is to end with exit code 2, which it has said the reason of. */
function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: "string", default: "1" },
        jobs: { type: "string", default: String(fullExtent.jobs) },
        threads: { type: "string", default: String(availableParallelism()) },
        json: { type: "boolean", default: false },
        write: { type: "boolean", default: false },
      },
    });
    const options = {
      seed: wholeNumber("seed", values.seed, 0),
      jobs: wholeNumber("jobs", values.jobs, 1),
      threads: wholeNumber("threads", values.threads, 1),
      json: values.json,
      write: values.write,
    };
    if (options.write && options.jobs !== fullExtent.jobs)
      throw new RangeError("--write: docs/truth.md shows a full run; leave out --jobs");
    return options;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return undefined;
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  throw new RangeError(
    `--${name}: ${JSON.stringify(text)} is not accepted; accepted: a whole number from ${least}`,
  );
}

/** Gives the exit code. */
async function measure({ seed, jobs, threads, json, write }: Options): Promise<number> {
  const tasks = tasksOf({ ...fullExtent, seed, jobs });
  const total = tasks.reduce((sum, { size }) => sum + size, 0);
  const progress = createProgress(process.stderr, `truth, seed ${seed}`, {
    quiet: false,
  });
  let done = 0;
  progress.update(done, total, "probes");
  const findings = await runTasks(tasks, threads, ({ size }) => {
    done += size;
    progress.update(done, total, "probes");
  }).finally(() => progress.stop());
  const report = reportOf(seed, jobs, findings);
  const took = `${processorMinutes()} of processor time on ${threads} threads`;
  const paint = createPaint(wantsColour(process.stdout, process.env, true));
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report, paint, took));
  if (write) await writeFile(page, renderMarkdown(report, took));
  return report.broken.length === 0 ? 0 : 1;
}

/** Of all threads. Unlike time, it says the same on a busy machine. */
function processorMinutes(): string {
  const { user, system } = process.cpuUsage();
  const minutes = (user + system) / 60_000_000;
  return minutes < 1 ? "under a minute" : `${Math.round(minutes)} min`;
}

const options = readOptions();
process.exitCode = options === undefined ? 2 : await measure(options);
