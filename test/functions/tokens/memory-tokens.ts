import type { StoredToken } from "@crisscross/functions/tokens/token-record";
import type { TokenStore } from "@crisscross/functions/tokens/token-store";

/** Tokens in memory; passes the same contract as the results table. */
export function createMemoryTokens(): TokenStore & { writes(): number } {
  const tokens = new Map<string, StoredToken>();
  let writes = 0;
  const change = (id: string, difference: Partial<StoredToken>): void => {
    const token = tokens.get(id);
    if (token === undefined) return;
    writes++;
    tokens.set(id, { ...token, ...difference });
  };
  return {
    getToken: async (id) => structuredClone(tokens.get(id)),
    async putToken(record, hash) {
      if (tokens.has(record.id)) return "existing";
      writes++;
      tokens.set(record.id, structuredClone({ record, hash: new Uint8Array(hash) }));
      return "stored";
    },
    async listTokens() {
      const sorted = [...tokens.values()].sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
      return { tokens: structuredClone(sorted) };
    },
    async revokeToken(id, revokedAtMs) {
      if (tokens.get(id)?.revokedAtMs === undefined) change(id, { revokedAtMs });
      return structuredClone(tokens.get(id));
    },
    async noteUse(id, usedAtMs, sinceMs) {
      if ((tokens.get(id)?.usedAtMs ?? 0) <= sinceMs) change(id, { usedAtMs });
    },
    writes: () => writes,
  };
}
