import { randomBytes } from "node:crypto";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Temporary credentials in the form STS gives them; the access key is unique to one environment. */
export function createCredentials(): Credentials {
  const key = Array.from(randomBytes(16), (byte) => base32[byte % 32]).join("");
  return {
    accessKeyId: `ASIA${key}`,
    secretAccessKey: randomBytes(30).toString("base64"),
    sessionToken: randomBytes(96).toString("base64"),
  };
}
