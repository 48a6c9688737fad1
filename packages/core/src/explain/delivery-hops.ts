import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import { type Hop, type HopCategory, wall } from "./hop.ts";

/**
 * What the probe waited for before its first call, from its intended time on: with a gap a block may be published,
 * queued or even delivered ahead of that time, and a probe does not wait for what happened before it was due.
 */
export function deliveryHops(block: StoredBlock, sample: Sample): Hop[] {
  const { intendedAtMs, startedAtMs } = sample;
  const moments: Moment[] = [
    { name: "published", category: "publish", atMs: block.publishedAtMs },
    { name: "enqueued", category: "fanout", atMs: block.enqueuedAtMs },
    { name: "received", category: "queue", atMs: block.firstReceivedAtMs },
    { name: "consume", category: "dispatch", atMs: block.startedAtMs },
  ];
  const due = moments.findIndex(({ atMs }) => atMs >= intendedAtMs);
  const waited = moments.slice(due === -1 ? moments.length : due);
  const hops = waited.map((to, at): Hop => {
    const from = waited[at - 1] ?? { name: "intended", atMs: intendedAtMs };
    return wall(`${from.name} to ${to.name}`, to.category, "skewed", from.atMs, to.atMs);
  });
  const last = waited.at(-1);
  if (!last) return [wall("intended to started", "queue", "skewed", intendedAtMs, startedAtMs)];
  return [...hops, wall("behind earlier probes of the block", "queue", "exact", last.atMs, startedAtMs)];
}

interface Moment {
  name: string;
  /** Of the hop that ends here. */
  category: HopCategory;
  atMs: number;
}
