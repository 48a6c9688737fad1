import { createHash, timingSafeEqual } from "node:crypto";

/** SHA-256 hashes of the tokens that may call. */
export type TokenHashes = readonly Buffer[];

/** Reads lower-case hex hashes, separated by white space. Throws TypeError for anything else. */
export function readTokenHashes(text: string): TokenHashes {
  const hashes = text.split(/\s+/).filter((word) => word !== "");
  const stranger = hashes.findIndex((hash) => !/^[0-9a-f]{64}$/.test(hash));
  if (stranger >= 0)
    throw new TypeError(
      `TokenHashes: entry ${stranger + 1} is not a lower-case hex SHA-256; set the secret again`,
    );
  return hashes.map((hash) => Buffer.from(hash, "hex"));
}

/**
 * Who a token of the stage's secret belongs to: the first 12 hex digits of its hash; undefined when no hash matches. Every
 * hash is compared, each in constant time, so that timing tells nothing.
 */
export function principalOf(hashes: TokenHashes, token: string): string | undefined {
  const hash = createHash("sha256").update(token).digest();
  let matches = 0;
  for (const known of hashes) matches += Number(timingSafeEqual(known, hash));
  return matches > 0 ? hash.toString("hex", 0, 6) : undefined;
}
