/**
 * Child processes against worker threads as execution environments: `node bench/environments.ts`.
 * Every round measures both next to each other, in turned order, so that drift and order touch both alike;
 * a kind's value is compared with the other's of the same round.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleRuntime, createBundler } from "../packages/local/src/lambda/bundle.ts";
import { type Built, type Starter, starters } from "./environments-kinds.ts";
import { Gate } from "./gate.ts";

const rounds = Number(process.argv[2] ?? 5);
const crowd = 8;
const burst = 70;
const directory = mkdtempSync(join(tmpdir(), "crisscross-bench-"));
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const results = new Map<string, Record<string, number[]>>();

/** One value per round: several samples of a round are first reduced to the quantile named in `measure`. */
function note(measure: string, kind: string, value: number): void {
  const row = results.get(measure) ?? {};
  row[kind] = [...(row[kind] ?? []), value];
  results.set(measure, row);
}

function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

async function prepare(): Promise<Built> {
  const source = { root: file(".."), handler: "bench/environments-handler.handler", esbuild: {} };
  const workerFile = join(directory, "worker.mjs");
  const entryPoints = [file("./environments-worker.ts")];
  await build({ entryPoints, bundle: true, platform: "node", format: "esm", outfile: workerFile });
  const bundle = await createBundler(directory)(source);
  const runtimeFile = await bundleRuntime(directory);
  return { bundle, runtimeFile, workerFile, cacheDirectory: join(directory, "compile-cache") };
}

const timed = async (work: () => Promise<unknown>) => {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
};

async function measureCold(kind: string, start: Starter, built: Built): Promise<void> {
  const inits: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const subject = start(built);
    inits.push(await subject.init());
    await subject.stop();
  }
  note("INIT alone, p50 (ms)", kind, quantile(inits, 0.5));
}

/** The longest time the host's event loop was kept from a 1 ms timer. */
function watchLoop(): { stop: () => number } {
  let lastMs = performance.now();
  let longestMs = 0;
  const look = () => {
    longestMs = Math.max(longestMs, performance.now() - lastMs - 1);
    lastMs = performance.now();
  };
  const ticker = setInterval(look, 1);
  const stop = () => {
    look();
    clearInterval(ticker);
    return longestMs;
  };
  return { stop };
}

/** Seventy at once, as a default job starts them; `places` bounds how many initialise together. */
async function measureBurst(kind: string, start: Starter, built: Built, places: number): Promise<void> {
  const gate = new Gate(places);
  const loop = watchLoop();
  const startMs = performance.now();
  const inits: number[] = [];
  const subjects = await Promise.all(
    Array.from({ length: burst }, async () => {
      await gate.enter();
      const subject = start(built);
      await subject.ready;
      gate.leave();
      inits.push(await subject.init());
      return subject;
    }),
  );
  const label = `${burst} at once, ${places === burst ? "ungated" : `${places} initialising`}`;
  note(`${label}: all ready (ms)`, kind, performance.now() - startMs);
  note(`${label}: INIT p50 (ms)`, kind, quantile(inits, 0.5));
  note(`${label}: longest wait for the host (ms)`, kind, loop.stop());
  await Promise.all(subjects.map(({ stop }) => stop()));
}

async function measureMemory(kind: string, built: Built): Promise<void> {
  const child = fork(file("./environments-memory.ts"), [kind, String(burst), JSON.stringify(built)]);
  const [eachMb] = await once(child, "message");
  note(`memory of each of ${burst} (MB, proportional)`, kind, eachMb);
  if (child.exitCode === null) await once(child, "exit");
}

async function measureWarm(kind: string, start: Starter, built: Built): Promise<void> {
  const subjects = Array.from({ length: 4 }, () => start(built));
  await Promise.all(subjects.map(({ ready }) => ready));
  const [first] = subjects;
  if (first === undefined) return;
  const call = async (count: number, subject: typeof first) => {
    const [before = 0] = await subject.call({ do: "nothing" });
    for (let index = 1; index < count; index++) await subject.call({ do: "nothing" });
    const [after = 0] = await subject.call({ do: "nothing" });
    if (after - before !== count) throw new Error(`${after - before} calls ran, not ${count}.`);
  };
  await Promise.all(subjects.map((subject) => call(1000, subject)));
  note("warm calls a second, one after another", kind, 3e6 / (await timed(() => call(3000, first))));
  const togetherMs = await timed(() => Promise.all(subjects.map((subject) => call(1500, subject))));
  note("warm calls a second, four at a time", kind, 6e6 / togetherMs);
  await Promise.all(subjects.map(({ stop }) => stop()));
}

/** What one environment measures while eight others idle, work a tenth of the time, or start and stop. */
async function measureDistortion(kind: string, start: Starter, built: Built, port: number): Promise<void> {
  const measuring = start(built);
  const others = Array.from({ length: crowd }, () => start(built));
  await Promise.all([measuring, ...others].map(({ ready }) => ready));
  const sample = async (condition: string) => {
    const echo = await measuring.call({ do: "echo", port, count: 300 });
    const late = await measuring.call({ do: "timer", count: 300 });
    for (const q of [0.5, 0.99]) {
      note(`echo, ${condition}, p${q * 100} (µs)`, kind, quantile(echo, q));
      note(`timer lateness, ${condition}, p${q * 100} (µs)`, kind, quantile(late, q));
    }
  };
  await measuring.call({ do: "echo", port, count: 200 });
  await sample("others idle");

  const running = { now: true };
  const busy = others.map(async (other) => {
    while (running.now) {
      await other.call({ do: "burn", forMs: 5 });
      await new Promise((resolve) => setTimeout(resolve, 45));
    }
  });
  await sample("8 others 10% busy");
  running.now = false;
  await Promise.all(busy);

  running.now = true;
  const starting = (async () => {
    while (running.now) {
      const fresh = start(built);
      await fresh.ready;
      await fresh.stop();
    }
  })();
  await sample("one cold start after another");
  running.now = false;
  await starting;
  await Promise.all([measuring, ...others].map(({ stop }) => stop()));
}

const show = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1));

function print(): void {
  console.log("| measure | kind | rounds | lowest | median (upper) | highest | process lower in |");
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const [measure, row] of results) {
    for (const [kind, values] of Object.entries(row)) {
      const cells = [Math.min(...values), quantile(values, 0.5), Math.max(...values)].map(show);
      const lower = row.process?.filter((value, round) => value < (values[round] ?? value)).length;
      const pairs = kind === "process" ? "" : `${lower} of ${values.length}`;
      console.log(`| ${measure} | ${kind} | ${values.length} | ${cells.join(" | ")} | ${pairs} |`);
    }
  }
}

const echo = fork(file("./environments-echo.ts"));
const [port] = await once(echo, "message");
const built = await prepare();
console.log(`Node ${process.version}, ${process.platform}, ${cpus()[0]?.model}, ${rounds} rounds\n`);
try {
  const cores = availableParallelism();
  for (let round = 0; round < rounds; round++) {
    const turn = <T>(list: T[]) => (round % 2 === 0 ? list : list.toReversed());
    const all = turn(Object.entries(starters));
    const two = all.filter(([kind]) => kind === "process" || kind === "worker");
    for (const [kind, start] of all) await measureCold(kind, start, built);
    for (const [kind] of all) await measureMemory(kind, built);
    for (const [kind, start] of all) await measureBurst(kind, start, built, cores);
    for (const [kind, start] of two) await measureBurst(kind, start, built, burst);
    for (const [kind, start] of two) await measureWarm(kind, start, built);
    for (const [kind, start] of two) await measureDistortion(kind, start, built, port);
    console.error(`round ${round + 1} of ${rounds}, load ${loadavg()[0]?.toFixed(1)}`);
  }
  print();
} finally {
  echo.disconnect();
  rmSync(directory, { recursive: true, force: true });
}
