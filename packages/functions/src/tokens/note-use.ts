import { type EpochMs, epochMs } from "@crisscross/core/edge/time";
import type { Caller } from "./caller.ts";
import type { TokenStore } from "./token-store.ts";

const hourMs = 3_600_000;
/** Tokens an environment remembers to have noted; forgetting one costs a write that is refused. */
const rememberedTokens = 1_000;

interface NoteDeps {
  tokens: Pick<TokenStore, "noteUse">;
  nowMs(): EpochMs;
  /** Told when a use could not be noted: that refuses nobody. */
  notNoted(token: string, error: unknown): void;
}

/** Notes that stored tokens are used, each at most once an hour. The promise never rejects. */
export function hourly({ tokens, nowMs, notNoted }: NoteDeps): (caller: Caller) => Promise<void> {
  const noted = new Map<string, number>();
  return async ({ principal, expiresAtMs, usedAtMs = 0 }) => {
    const atMs = nowMs();
    const sinceMs = epochMs(atMs - hourMs);
    if (expiresAtMs === undefined || Math.max(usedAtMs, noted.get(principal) ?? 0) > sinceMs) return;
    if (noted.size >= rememberedTokens) noted.clear();
    noted.set(principal, atMs);
    await tokens.noteUse(principal, atMs, sinceMs).catch((error) => notNoted(principal, error));
  };
}
