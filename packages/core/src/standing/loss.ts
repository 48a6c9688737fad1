import * as v from "valibot";
import { count } from "../edge/schema.ts";
import type { JobRecord } from "../job/job-record.ts";
import { blockCount, planBlock } from "../job/plan.ts";
import type { Region } from "../job/regions.ts";
import { type BlockSet, hasBlock } from "../sample/block-set.ts";
import { cellKey } from "../summary/summary.ts";

/** Why probes were planned and never counted. `corrupt`: their block was stored, and the item is damaged. */
const lossReasons = ["deadline passed", "dead-lettered", "cancelled", "never queued", "corrupt"] as const;
export type LossReason = (typeof lossReasons)[number];

/** Damaged blocks are named up to this many. */
const namedBlocks = 10;

/** How many probes of one cell are lost for one reason. */
export const Loss = v.object({
  origin: v.string(),
  target: v.string(),
  variant: v.string(),
  reason: v.picklist(lossReasons),
  n: v.pipe(count, v.minValue(1)),
  /** Of `corrupt` ones: the first ten blocks that are damaged, by their number among the origin's. */
  blocks: v.optional(v.array(v.number())),
});
export type Loss = v.InferOutput<typeof Loss>;

export interface LostBlock {
  origin: Region;
  index: number;
  reason: LossReason;
}

/**
 * The probes of all planned blocks that are not in `counted` (by origin), by cell and reason, in the order of the
 * spec. The cost is that of planning the missing blocks.
 */
export function lossesOf(
  record: JobRecord,
  counted: ReadonlyMap<string, BlockSet>,
  reasonOf: (origin: Region, index: number) => LossReason,
): Loss[] {
  function* lost(): Generator<LostBlock> {
    for (const [origin, index] of missingBlocks(record, counted))
      yield { origin, index, reason: reasonOf(origin, index) };
  }
  return lossesOfBlocks(record, lost());
}

/** As lossesOf, of these blocks of the plan, each given once. */
export function lossesOfBlocks(record: JobRecord, blocks: Iterable<LostBlock>): Loss[] {
  const { origins, targets, variants } = record.spec;
  const lost = new Map<string, { n: number; blocks: number[] }>();
  const keyOf = (cell: string, reason: LossReason) => `${cell} ${reason}`;
  for (const { origin, index, reason } of blocks)
    for (const { target, variant } of planBlock(record, origin, index).probes) {
      const key = keyOf(cellKey(origin, target, variant), reason);
      const entry = lost.get(key) ?? { n: 0, blocks: [] };
      entry.n++;
      if (entry.blocks.length < namedBlocks && !entry.blocks.includes(index)) entry.blocks.push(index);
      lost.set(key, entry);
    }
  return origins.flatMap((origin) =>
    targets.flatMap((target) =>
      variants.flatMap((variant) =>
        lossReasons.flatMap((reason): Loss[] => {
          const found = lost.get(keyOf(cellKey(origin, target, variant), reason));
          if (found === undefined) return [];
          const named = reason === "corrupt" && { blocks: found.blocks };
          return [{ origin, target, variant, reason, n: found.n, ...named }];
        }),
      ),
    ),
  );
}

function* missingBlocks(
  record: JobRecord,
  counted: ReadonlyMap<string, BlockSet>,
): Generator<[Region, number]> {
  const blocks = blockCount(record);
  for (const origin of record.spec.origins) {
    const set = counted.get(origin) ?? new Uint8Array();
    for (let index = 0; index < blocks; index++) if (!hasBlock(set, index)) yield [origin, index];
  }
}

export const countLost = (losses: readonly Loss[]): number => losses.reduce((sum, { n }) => sum + n, 0);
