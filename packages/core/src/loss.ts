import * as v from "valibot";
import { type BlockSet, hasBlock } from "./block-set.ts";
import type { JobRecord } from "./job-record.ts";
import { blockCount, planBlock } from "./plan.ts";
import type { Region } from "./regions.ts";
import { cellKey } from "./summary.ts";

/** Why probes were planned and never counted. */
export const lossReasons = ["deadline passed", "dead-lettered", "cancelled", "never queued"] as const;
export type LossReason = (typeof lossReasons)[number];

/** How many probes of one cell are lost for one reason. */
export const Loss = v.object({
  origin: v.string(),
  target: v.string(),
  variant: v.string(),
  reason: v.picklist(lossReasons),
  n: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});
export type Loss = v.InferOutput<typeof Loss>;

/**
 * The probes of all planned blocks that are not in `counted` (by origin), by cell and reason, in the order of the
 * spec. The cost is that of planning the missing blocks.
 */
export function lossesOf(
  record: JobRecord,
  counted: ReadonlyMap<string, BlockSet>,
  reasonOf: (origin: Region, index: number) => LossReason,
): Loss[] {
  const { origins, targets, variants } = record.spec;
  const lost = new Map<string, number>();
  const keyOf = (cell: string, reason: LossReason) => `${cell} ${reason}`;
  for (const [origin, index] of missingBlocks(record, counted)) {
    const reason = reasonOf(origin, index);
    for (const { target, variant } of planBlock(record, origin, index).probes) {
      const key = keyOf(cellKey(origin, target, variant), reason);
      lost.set(key, (lost.get(key) ?? 0) + 1);
    }
  }
  return origins.flatMap((origin) =>
    targets.flatMap((target) =>
      variants.flatMap((variant) =>
        lossReasons.flatMap((reason): Loss[] => {
          const n = lost.get(keyOf(cellKey(origin, target, variant), reason));
          return n === undefined ? [] : [{ origin, target, variant, reason, n }];
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
