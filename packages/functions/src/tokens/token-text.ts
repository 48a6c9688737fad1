import { createHash } from "node:crypto";

/** Bytes of randomness of a secret: nobody guesses one, nor finds it by its hash. */
export const secretBytes = 32;

/** A token as its holder has it: whose it is, and what proves that. */
export const tokenTextOf = (id: string, secret: Uint8Array): string =>
  `${id}.${Buffer.from(secret).toString("base64url")}`;

/** Base64url of 32 bytes has 43 characters. Nothing else of what a header may hold is looked up. */
const form = /^([0-7][0-9a-hjkmnp-tv-z]{25})\.([\w-]{43})$/;

/** The id in a token's text and the hash of its secret; undefined for what is no such text. */
export function readTokenText(text: string): { id: string; hash: Buffer } | undefined {
  const [, id, secret] = form.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, hash: hashOf(secret) };
}

/**
 * What is stored of a secret. A slow hash or salt would protect what people choose: 256 random bits nobody can try, whatever a
 * try costs.
 */
export const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();
