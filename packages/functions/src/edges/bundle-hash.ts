import { hash } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * SHA-256 of the file this code is in, in hexadecimal. That file is the whole bundle, on AWS as locally, so no build step has
 * to say which it is.
 */
export const bundleHash = (): string => hash("sha256", readFileSync(new URL(import.meta.url)));
