import { type NewToken, TokenRequest } from "@crisscross/core/documents/token-view";
import { AppError } from "@crisscross/core/edge/error";
import { parse } from "@crisscross/core/edge/schema";
import { type EpochMs, epochMs } from "@crisscross/core/edge/time";
import { tokenViewOf } from "./token-record.ts";
import type { TokenStore } from "./token-store.ts";
import { hashOf, tokenTextOf } from "./token-text.ts";

export interface CreateDeps {
  tokens: Pick<TokenStore, "putToken">;
  nowMs(): EpochMs;
  newId(epochMs: number): string;
  /** `secretBytes` random bytes. */
  newSecret(): Uint8Array;
}

/** Makes a token. Its text is in the answer and nowhere else. Throws AppError `invalid` before anything is written. */
export async function createToken(deps: CreateDeps, body: unknown, createdBy: string): Promise<NewToken> {
  const { expiresInDays, dailyBudget, ...asked } = parse(TokenRequest, body, "token");
  const createdAtMs = deps.nowMs();
  const expiresAtMs = epochMs(createdAtMs + expiresInDays * 86_400_000);
  const id = deps.newId(createdAtMs);
  const record = { id, ...asked, createdAtMs, createdBy, expiresAtMs, ...(dailyBudget && { dailyBudget }) };
  const token = tokenTextOf(id, deps.newSecret());
  const hash = hashOf(token.slice(id.length + 1));
  // The first one's secret stays: another's holder must not come by its id.
  if ((await deps.tokens.putToken(record, hash)) === "existing")
    throw new AppError("unavailable", "another token has the same id; try again");
  return { ...tokenViewOf({ record, hash }, createdAtMs), token };
}
