import { scopes } from "@crisscross/core/documents/scope";
import type { TokenView } from "@crisscross/core/documents/token-view";
import { isoOf, WallClockMs } from "@crisscross/core/edge/instant";
import { name } from "@crisscross/core/edge/schema";
import type { EpochMs } from "@crisscross/core/edge/time";
import { DailyBudget } from "@crisscross/core/job/daily-budget";
import * as v from "valibot";

/** What is stored of a token when it is made. Immutable. */
export const TokenRecord = v.object({
  id: name,
  name: v.string(),
  scopes: v.array(v.picklist(scopes)),
  createdAtMs: WallClockMs,
  createdBy: name,
  expiresAtMs: WallClockMs,
  dailyBudget: v.optional(DailyBudget),
});
export type TokenRecord = v.InferOutput<typeof TokenRecord>;

/** A token as it is stored. */
export interface StoredToken {
  record: TokenRecord;
  /** SHA-256 of the secret. */
  hash: Uint8Array;
  usedAtMs?: EpochMs;
  revokedAtMs?: EpochMs;
}

/** Whether a token lets its holder in. */
export function stateOf({ record, revokedAtMs }: StoredToken, nowMs: EpochMs): TokenView["state"] {
  if (revokedAtMs !== undefined) return "revoked";
  return nowMs < record.expiresAtMs ? "valid" : "expired";
}

export function tokenViewOf(token: StoredToken, nowMs: EpochMs): TokenView {
  const { record, usedAtMs, revokedAtMs } = token;
  const { id, name, scopes, createdAtMs, createdBy, expiresAtMs, dailyBudget } = record;
  return {
    ...{ id, name, scopes, state: stateOf(token, nowMs), createdAt: isoOf(createdAtMs), createdBy },
    expiresAt: isoOf(expiresAtMs),
    ...(dailyBudget && { dailyBudget }),
    ...(usedAtMs !== undefined && { lastUsedAt: isoOf(usedAtMs) }),
    ...(revokedAtMs !== undefined && { revokedAt: isoOf(revokedAtMs) }),
  };
}
