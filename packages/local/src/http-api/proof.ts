import { createHmac } from "node:crypto";

/** Below it, on every API's address, the local cloud proves itself. No function ever sees these paths. */
export const proofPath = "/.crisscross/proof/";

const noncePattern = /^[0-9a-f]{64}$/;

/**
 * What whoever holds the key of a data folder answers to a nonce of 64 hex digits, asked at `port`: an HMAC-SHA256 in
 * hex. The port is in it, so that a stranger cannot have another cloud of the folder answer for him.
 */
export const proofOf = (key: string, port: number, nonce: string): string =>
  createHmac("sha256", key).update(`crisscross local cloud\n${port}\n${nonce}`).digest("hex");

/** The proof a request for `path` at `port` asks for; undefined when it asks for none. */
export function answerProof(
  key: string | undefined,
  path: string,
  port: number | undefined,
): string | undefined {
  if (key === undefined || port === undefined || !path.startsWith(proofPath)) return undefined;
  const nonce = path.slice(proofPath.length);
  return noncePattern.test(nonce) ? proofOf(key, port, nonce) : undefined;
}
