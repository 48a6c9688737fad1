import { timingSafeEqual } from "node:crypto";
import type { EpochMs } from "@crisscross/core/edge/time";
import type { Caller } from "./caller.ts";
import { principalOf, type TokenHashes } from "./secret-hashes.ts";
import { stateOf } from "./token-record.ts";
import type { TokenStore } from "./token-store.ts";
import { readTokenText } from "./token-text.ts";

interface FindDeps {
  /** Of the stage's own tokens: they may do everything. */
  hashes: TokenHashes;
  tokens: Pick<TokenStore, "getToken">;
  nowMs(): EpochMs;
}

const nobodys = Buffer.alloc(32);

/**
 * Whom an Authorization header lets in; undefined for everybody else. A secret is compared also where there is no such token
 * and before it is looked whether its time is over, so that the time taken says nothing of it.
 */
export async function findCaller(
  deps: FindDeps,
  authorization: string | undefined,
): Promise<Caller | undefined> {
  const text = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (text === undefined) return undefined;
  const principal = principalOf(deps.hashes, text);
  if (principal !== undefined) return { principal, scopes: ["admin"] };
  const read = readTokenText(text);
  if (read === undefined) return undefined;
  const token = await deps.tokens.getToken(read.id);
  const isSecret = timingSafeEqual(token?.hash ?? nobodys, read.hash);
  if (token === undefined || !isSecret || stateOf(token, deps.nowMs()) !== "valid") return undefined;
  const { id, scopes, expiresAtMs, dailyBudget } = token.record;
  return {
    ...{ principal: id, scopes, expiresAtMs },
    ...(token.usedAtMs !== undefined && { usedAtMs: token.usedAtMs }),
    ...(dailyBudget && { dailyBudget }),
  };
}
