import { AppError } from "@crisscross/core/edge/error";
import { shardOf } from "@crisscross/core/job/plan";
import type { Shard } from "../../results/block-store.ts";
import type { Damage, DamagedBlock } from "../../results/damage.ts";
import type { Item } from "./table.ts";

/** How an item is named to whoever has to look at it: by its keys. */
const nameOf = ({ pk, sk }: Item): string => `${pk?.S} ${sk?.S}`;

/** What `read` gives, or what is wrong with what it read. Throws whatever is no damage. */
export async function orDamage<T>(read: () => T | Promise<T>): Promise<T | { why: string }> {
  try {
    return await read();
  } catch (error) {
    return { why: whyOf(error) };
  }
}

/** What an item of a shard says; or which one it is and what is wrong with it. */
export async function readInShard<T>(
  { shard }: Shard,
  item: Item,
  read: (index: number) => T | Promise<T>,
): Promise<T | DamagedBlock> {
  const name = nameOf(item);
  const digits = /^block#(\d{6})$/.exec(item.sk?.S ?? "")?.[1];
  const index = Number(digits);
  if (digits === undefined || shardOf(index) !== shard)
    return { item: name, index: -1, why: "no block has this key" };
  try {
    return await read(index);
  } catch (error) {
    return { item: name, index, why: whyOf(error) };
  }
}

/** What an item says, in a list of one; of a damaged item none, and it is noted. */
export async function soundOnes<T extends object>(
  damaged: Damage[],
  item: Item,
  read: () => T | Promise<T>,
): Promise<T[]> {
  const found = await orDamage(read);
  if (!("why" in found)) return [found];
  damaged.push({ item: nameOf(item), why: found.why });
  return [];
}

function whyOf(error: unknown): string {
  if (error instanceof AppError && error.code === "corrupt") return error.message;
  throw error;
}
