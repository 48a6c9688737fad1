import { AppError } from "@crisscross/core/edge/error";
import { type EpochMs, epochMs } from "@crisscross/core/edge/time";
import { type StoredToken, TokenRecord } from "../../tokens/token-record.ts";
import { expiresAt } from "./attributes.ts";
import { tokenKey } from "./keys.ts";
import { readJson } from "./packing.ts";
import type { Item } from "./table.ts";

/** How long a token is listed when it is over: somebody may ask why it no longer works. */
export const listedDays = 30;
const hashBytes = 32;

export const tokenItem = (record: TokenRecord, hash: Uint8Array): Item => ({
  ...tokenKey(record.id),
  record: { S: JSON.stringify(record) },
  hash: { B: hash },
  ...expiresAt(record.expiresAtMs, listedDays),
});

/** Throws AppError `corrupt`. */
export function readToken(item: Item): StoredToken {
  const id = item.sk?.S ?? "";
  const record = readJson(TokenRecord, item.record?.S, `record of token ${id}`);
  const hash = item.hash?.B;
  if (record.id !== id || hash?.length !== hashBytes)
    throw new AppError("corrupt", `token ${id}: the item is of another token or has no hash; delete it`);
  const usedAtMs = readMs(item, "usedAtMs");
  const revokedAtMs = readMs(item, "revokedAtMs");
  return {
    record,
    hash,
    ...(usedAtMs !== undefined && { usedAtMs }),
    ...(revokedAtMs !== undefined && { revokedAtMs }),
  };
}

/** What is there and no number is corrupt: of a token that was revoked it must not look as if it were not. */
function readMs(item: Item, name: "usedAtMs" | "revokedAtMs"): EpochMs | undefined {
  const value = item[name];
  if (value === undefined) return undefined;
  const ms = Number(value.N ?? Number.NaN);
  if (Number.isSafeInteger(ms)) return epochMs(ms);
  throw new AppError("corrupt", `token ${item.sk?.S}: ${name} is no time; delete the item`);
}
