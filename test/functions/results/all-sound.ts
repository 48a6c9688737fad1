import { epochMs } from "@crisscross/core/edge/time";
import { type DamagedBlock, isDamaged } from "@crisscross/functions/results/damage";

/** What a store gives, none of which may be damaged. */
export async function allSound<T extends object>(items: AsyncIterable<T | DamagedBlock>): Promise<T[]> {
  return (await Array.fromAsync(items)).map((item) => {
    if (isDamaged(item)) throw new Error(`${item.item}: ${item.why}`);
    return item;
  });
}

/** For what reads soundly only: damage fails the test. Of what is not dead, the time is of no matter. */
export const noDamage = {
  nowMs: () => epochMs(0),
  damaged: ({ item, why }: { item: string; why: string }): never => {
    throw new Error(`${item}: ${why}`);
  },
};
