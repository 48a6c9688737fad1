import type { TokenList } from "@crisscross/core/documents/token-view";
import type { EpochMs } from "@crisscross/core/edge/time";
import type { StoredToken, TokenRecord } from "./token-record.ts";

/** Tokens, by their ids. */
export interface TokenStore {
  /** As it is at this moment, however short ago it was revoked. Throws AppError `corrupt`. */
  getToken(id: string): Promise<StoredToken | undefined>;
  putToken(record: TokenRecord, hash: Uint8Array): Promise<"stored" | "existing">;
  /** Oldest first. */
  listTokens(): Promise<{ tokens: StoredToken[] } & Pick<TokenList, "damaged">>;
  /** The token as it is after that; undefined when there is none. A token that is revoked stays as it is. */
  revokeToken(id: string, atMs: EpochMs): Promise<StoredToken | undefined>;
  /** Notes a use, unless one is noted that is not older than `sinceMs`. */
  noteUse(id: string, atMs: EpochMs, sinceMs: EpochMs): Promise<void>;
}
