/**
 * What bounding a function's processor by its memory would do on this machine: `node bench/cpu-share.ts [rounds]`.
 * Without a bound, by stopping processes for a part of each period, and by the kernel's quota where this user may set one
 * (cgroup v1 here). Every round measures all of them, in turned order.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const rounds = Number(process.argv[2] ?? 5);
const periodMs = 20;
const crowd = 20;
const calls = 20;
/** Lambda gives one processor for 1,769 MB. */
const shareOf = (memoryMb: number): number => memoryMb / 1_769;

type Bound = "none" | "stopped" | "quota";
interface Bounded {
  undo(): void;
}

const quotaFolder = "/sys/fs/cgroup/cpu";

function stopInTurns({ pid = 0 }: ChildProcess, share: number): Bounded {
  const turn = (signal: "SIGSTOP" | "SIGCONT"): void => {
    process.kill(pid, signal);
    const isStopped = signal === "SIGSTOP";
    const forMs = periodMs * (isStopped ? 1 - share : share);
    timer = setTimeout(turn, forMs, isStopped ? "SIGCONT" : "SIGSTOP");
  };
  let timer = setTimeout(turn, pid % periodMs, "SIGSTOP");
  return {
    undo() {
      clearTimeout(timer);
      process.kill(pid, "SIGCONT");
    },
  };
}

function setQuota({ pid = 0 }: ChildProcess, share: number): Bounded {
  const group = join(quotaFolder, `crisscross-bench-${pid}`);
  mkdirSync(group);
  writeFileSync(join(group, "cpu.cfs_period_us"), String(periodMs * 1_000));
  writeFileSync(join(group, "cpu.cfs_quota_us"), String(Math.round(periodMs * 1_000 * share)));
  writeFileSync(join(group, "cgroup.procs"), String(pid));
  return {
    undo() {
      writeFileSync(join(quotaFolder, "cgroup.procs"), String(pid));
      rmdirSync(group);
    },
  };
}

const bounds: Record<Bound, (child: ChildProcess, share: number) => Bounded> = {
  none: () => ({ undo() {} }),
  stopped: stopInTurns,
  quota: setQuota,
};

async function ask(child: ChildProcess, order: { burnMs?: number; waitMs?: number }): Promise<number> {
  const answer = once(child, "message");
  child.send(order);
  const [tookMs] = (await answer) as [number];
  return tookMs;
}

const quantile = (values: number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? Number.NaN;

/** How late 1 ms timers of this process are, which answers everybody's calls in the local cloud. */
function watchLateness(): () => number[] {
  const lateMs: number[] = [];
  let lastMs = performance.now();
  const ticker = setInterval(() => {
    const nowMs = performance.now();
    lateMs.push(nowMs - lastMs - 1);
    lastMs = nowMs;
  }, 1);
  return () => {
    clearInterval(ticker);
    return lateMs;
  };
}

async function measure(bound: Bound, memoryMb: number): Promise<Record<string, number>> {
  const share = shareOf(memoryMb);
  const worker = fileURLToPath(new URL("./cpu-share-worker.ts", import.meta.url));
  const children = Array.from({ length: crowd }, () => fork(worker, { execArgv: [] }));
  await Promise.all(children.map((child) => once(child, "message")));
  const bounded: Bounded[] = [];
  const [first] = children;
  if (first === undefined) throw new Error("nobody to measure");
  try {
    for (const child of children) bounded.push(bounds[bound](child, share));
    const before = process.cpuUsage();
    const startMs = performance.now();
    const lateness = watchLateness();
    const burnt: number[] = [];
    const waited: number[] = [];
    for (let call = 0; call < calls; call++) {
      burnt.push(await ask(first, { burnMs: 5 }));
      waited.push((await ask(first, { waitMs: 50 })) - 50);
    }
    const used = process.cpuUsage(before);
    return {
      "5 ms of work, p50 (ms)": quantile(burnt, 0.5),
      "5 ms of work, p90 (ms)": quantile(burnt, 0.9),
      "mark after a wait late by, p50 (ms)": quantile(waited, 0.5),
      "mark after a wait late by, p90 (ms)": quantile(waited, 0.9),
      "host's timers late by, p99 (ms)": quantile(lateness(), 0.99),
      "host's processor (%)": (used.user + used.system) / 10 / (performance.now() - startMs),
    };
  } finally {
    for (const { undo } of bounded) undo();
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(children.map((child) => child.exitCode === null && once(child, "exit")));
  }
}

const results = new Map<string, Map<string, number[]>>();
const kinds: readonly { bound: Bound; memoryMb: number }[] = [
  { bound: "none", memoryMb: 128 },
  { bound: "stopped", memoryMb: 128 },
  { bound: "stopped", memoryMb: 512 },
  { bound: "quota", memoryMb: 128 },
  { bound: "quota", memoryMb: 512 },
];
for (let round = 0; round < rounds; round++)
  for (const { bound, memoryMb } of round % 2 === 0 ? kinds : kinds.toReversed()) {
    const kind = bound === "none" ? bound : `${bound} ${memoryMb} MB`;
    const measured = await measure(bound, memoryMb).catch((error: unknown) => {
      if (bound !== "quota") throw error;
      return {};
    });
    for (const [name, value] of Object.entries(measured)) {
      const row = results.get(name) ?? new Map<string, number[]>();
      row.set(kind, [...(row.get(kind) ?? []), value]);
      results.set(name, row);
    }
  }

console.log(
  `${availableParallelism()} cores, ${crowd} environments, load ${loadavg()[0]?.toFixed(0)}, ${rounds} rounds`,
);
console.log(
  `ideal for 5 ms of work: ${[128, 512].map((mb) => (5 / shareOf(mb)).toFixed(0)).join(" and ")} ms`,
);
for (const [name, row] of results)
  for (const [kind, values] of row) console.log(`${name} | ${kind} | ${quantile(values, 0.5).toFixed(2)}`);
