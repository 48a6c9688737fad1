import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import { preparingUs } from "../sample/wait.ts";
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
  const preparedAtMs = startedAtMs - preparedMs(sample, last?.atMs ?? intendedAtMs);
  const behind = last
    ? wall("behind earlier probes of the block", "queue", "exact", last.atMs, preparedAtMs)
    : wall("intended to started", "queue", "skewed", intendedAtMs, preparedAtMs);
  const prepared =
    preparedAtMs < startedAtMs
      ? [wall("consume prepares its call", "prepare", "exact", preparedAtMs, startedAtMs)]
      : [];
  return [...hops, behind, ...prepared];
}

/** How much of consume's preparing the probe waited for: what of it lay after `sinceMs`, in whole ms. */
function preparedMs({ startedAtMs, call: { preparing, sentUs } }: Sample, sinceMs: number): number {
  if (!preparing) return 0;
  // What was ready early waited for its time.
  const endedAtMs = startedAtMs - (sentUs - preparing.endUs) / 1_000;
  return Math.max(0, Math.round(Math.min(preparingUs(preparing) / 1_000, endedAtMs - sinceMs)));
}

interface Moment {
  name: string;
  /** Of the hop that ends here. */
  category: HopCategory;
  atMs: number;
}
