import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DamagedJob } from "@crisscross/core/documents/job-view";
import type { StoredToken } from "../../tokens/token-record.ts";
import type { TokenStore } from "../../tokens/token-store.ts";
import { expiresAt } from "./attributes.ts";
import { orDamage } from "./damage.ts";
import { tokenKey, tokensPartition } from "./keys.ts";
import { itemsOf, openTable } from "./table.ts";
import { listedDays, readToken, tokenItem } from "./token-items.ts";

/** The results table as store of tokens. */
export function openTokenTable(client: DynamoDBClient, tableName: string): TokenStore {
  const table = openTable(client, tableName);
  return {
    async getToken(id) {
      const item = await table.get(tokenKey(id));
      return item && readToken(item);
    },
    async putToken(record, hash) {
      return (await table.putOnce(tokenItem(record, hash))) ? "stored" : "existing";
    },
    async listTokens() {
      const tokens: StoredToken[] = [];
      const damaged: DamagedJob[] = [];
      for await (const item of table.query(itemsOf(tokensPartition))) {
        const token = await orDamage(() => readToken(item));
        if ("why" in token) damaged.push({ id: item.sk?.S ?? "", damage: token.why });
        else tokens.push(token);
      }
      return { tokens, ...(damaged.length > 0 && { damaged }) };
    },
    async revokeToken(id, atMs) {
      const { expiresAt: until } = expiresAt(atMs, listedDays);
      await table.update(tokenKey(id), {
        update: "set revokedAtMs = :at, expiresAt = :until",
        expression: "attribute_exists(pk) and attribute_not_exists(revokedAtMs)",
        values: { ":at": { N: String(atMs) }, ...(until && { ":until": until }) },
      });
      const item = await table.get(tokenKey(id));
      return item && readToken(item);
    },
    async noteUse(id, atMs, sinceMs) {
      await table.update(tokenKey(id), {
        update: "set usedAtMs = :at",
        expression: "attribute_exists(pk) and (attribute_not_exists(usedAtMs) or usedAtMs <= :since)",
        values: { ":at": { N: String(atMs) }, ":since": { N: String(sinceMs) } },
      });
    },
  };
}
