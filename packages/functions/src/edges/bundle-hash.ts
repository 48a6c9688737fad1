import { hash } from "node:crypto";
import { readFileSync } from "node:fs";

let known: string | undefined;

/**
 * SHA-256 of the file this code is in, in hexadecimal. That file is the whole bundle, on AWS as locally, so no build step has
 * to say which it is. Read when it is first asked for, and then known.
 */
export const bundleHash = (): string => {
  known ??= hash("sha256", readFileSync(new URL(import.meta.url)));
  return known;
};
