/**
 * What the measurement adds to the injected distance. Runs the default job on the local cloud and takes, per cell, the
 * median of innerOverhead less what was put into that very call over warm samples. Each round takes the cells in another order, so
 * that drift touches all alike. Exits with 1 when a cell is over 5 ms. Needs an otherwise idle machine. It prints how fast
 * the machine starts a process, which the figures follow.
 * `node bench/distance.ts SAMPLES` takes another number of probes per cell than 5.
 */
import { spawnSync } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";
import { matchCalls, putInMs } from "../scripts/injected-calls.ts";
import { median, runLocalJob, type SampleLine } from "../scripts/local-job.ts";
import { judge } from "./judge.ts";

const limitMs = 5;
const samples = Number(process.argv[2] ?? 5);
const [loadBefore = 0] = loadavg();
const startMs = median(Array.from({ length: 21 }, startNode));

const cells = await runLocalJob({ samples }, ({ samples: lines, cloud }) => {
  const warm = lines.filter(isWarm);
  const calls = matchCalls(warm, cloud.injected());
  const least = Math.min(...calls.map(({ probe, call }) => probe.innerOverheadMs - putInMs(call)));
  const lateMs = calls.map(({ call }) => call.lateMs ?? 0);
  console.log(
    `handed over late by ${median(lateMs).toFixed(3)} ms (median), ${Math.max(...lateMs).toFixed(3)} ms at most`,
  );
  console.log(`${calls.length} warm samples; the least is ${least.toFixed(3)} ms over what was put in`);
  return [
    ...Map.groupBy(calls, ({ probe }) => `${probe.origin} ${probe.target} ${probe.variant}`).values(),
  ].map((all) => {
    const [{ probe: { origin = "", target = "", variant = "" } = {} } = {}] = all;
    const excessMs = all.map(({ probe, call }) => probe.innerOverheadMs - putInMs(call));
    return { origin, target, variant, n: all.length, excessMs: median(excessMs) };
  });
});

const regions = [...new Set(cells.map(({ origin }) => origin))].sort();
for (const variant of new Set(cells.map((cell) => cell.variant))) {
  console.log(`\n${variant}: innerOverhead − injected round trip, ms, median of warm samples (n)`);
  console.log(["from \\ to".padEnd(15), ...regions.map((region) => region.padStart(15))].join(""));
  for (const origin of regions) {
    const row = regions.map((target) => {
      const cell = cells.find(
        (one) => one.origin === origin && one.target === target && one.variant === variant,
      );
      return `${cell?.excessMs.toFixed(2)} (${cell?.n})`.padStart(15);
    });
    console.log(origin.padEnd(15) + row.join(""));
  }
}

const over = cells.filter(({ excessMs }) => !(excessMs <= limitMs));
const all = cells.map(({ excessMs }) => excessMs);
console.log(
  `\n${cells.length} cells: median ${median(all).toFixed(2)} ms, most ${Math.max(...all).toFixed(2)} ms; ${over.length} over ${limitMs} ms`,
);
console.log(
  `${availableParallelism()} processors; a bare Node starts and ends in ${startMs.toFixed(0)} ms; load ${loadBefore.toFixed(1)} before, ${loadavg()[0]?.toFixed(1)} after`,
);
judge(
  over.map(
    ({ origin, target, variant, excessMs, n }) =>
      `${origin} → ${target} ${variant}: ${excessMs.toFixed(2)} ms over the distance put in (${n} warm samples), at most ${limitMs} wanted`,
  ),
);

type Warm = SampleLine & {
  sentAt: string;
  totalMs: number;
  innerObservedMs: number;
  innerOverheadMs: number;
};

function isWarm(line: SampleLine): line is Warm {
  const { start, sentAt, totalMs, innerObservedMs, innerOverheadMs } = line;
  const measured = [sentAt, totalMs, innerObservedMs, innerOverheadMs];
  return start === "warm" && measured.every((value) => value !== undefined);
}

function startNode(): number {
  const beforeMs = performance.now();
  spawnSync(process.execPath, ["-e", "0"]);
  return performance.now() - beforeMs;
}
