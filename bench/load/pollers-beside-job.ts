import { setTimeout as sleep } from "node:timers/promises";
import { type Footprint, readFootprint } from "./footprint.ts";
import { jobOnceOver, submit } from "./jobs.ts";
import { type Polled, poll } from "./pollers.ts";
import type { Up } from "./up.ts";

export interface Run {
  probes: number;
  perS: number;
  /** Probes whose outcome is another than ok. */
  notOk: number;
  footprints: Footprint[];
  polled?: Polled;
}

/** Runs a job with all regions as origins and targets, alone or beside clients that poll it. */
export async function runJob(up: Up, samples: number, clients: number): Promise<Run> {
  const startMs = performance.now();
  const { id } = await submit(up, { samples, variants: ["bare"] });
  const over = new AbortController();
  const footprints = watch(up.pid, over.signal);
  const { url, token } = up;
  const polling =
    clients === 0 ? undefined : poll({ url, token, job: id, clients, pauseMs: 1_000 }, over.signal);
  const { ledger } = await jobOnceOver(up, id, 1_000);
  const tookS = (performance.now() - startMs) / 1_000;
  over.abort();
  const polled = await polling;
  const perS = ledger.expected / tookS;
  console.log(`${ledger.expected} probes beside ${clients} clients: ${perS.toFixed(1)} a second`);
  return {
    probes: ledger.expected,
    perS,
    notOk: ledger.expected - ledger.ok,
    footprints: await footprints,
    ...(polled && { polled }),
  };
}

async function watch(pid: number, signal: AbortSignal): Promise<Footprint[]> {
  const seen: Footprint[] = [];
  while (!signal.aborted) {
    seen.push(readFootprint(pid));
    await sleep(2_000, undefined, { signal }).catch(() => {});
  }
  return seen;
}
