import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Credentials } from "@crisscross/local/service/clients";
import { CommandError } from "../terminal/command-error.ts";
import { codeOf } from "../terminal/reason.ts";
import { writeWhole } from "./keep-file.ts";
import { credentialsForm, proofKeyForm, tokenForm } from "./kept-forms.ts";

/** What a data folder keeps for its owner's eyes only. */
interface Kept {
  file: string;
  /** In words, with its article. */
  what: string;
  pattern: RegExp;
  make(): string;
}

/** A bearer token that nothing else knows. */
export const createToken = (): string => randomBytes(24).toString("base64url");

/** The token kept in a data folder, made on the first call. Throws CommandError 1 when the file holds something else. */
export const keepToken = (dataDir: string): Promise<string> =>
  keep(dataDir, { file: "token", what: "no token", pattern: tokenForm, make: createToken });

/** The key with which the folder's cloud proves whose it is; never sent anywhere. Throws as keepToken. */
export const keepProofKey = (dataDir: string): Promise<string> =>
  keep(dataDir, {
    file: "proof-key",
    what: "no key",
    pattern: proofKeyForm,
    make: () => randomBytes(32).toString("base64url"),
  });

/** The operator's access key kept in a data folder, as the file that AWS SDKs read. Throws as keepToken. */
export async function keepCredentials(dataDir: string): Promise<Credentials> {
  const { createCredentials } = await import("@crisscross/local/cloud");
  const text = await keep(dataDir, {
    file: "aws-credentials",
    what: "no access key",
    pattern: credentialsForm,
    make: () => writeCredentials(createCredentials()),
  });
  const [, accessKeyId = "", secretAccessKey = ""] = credentialsForm.exec(text) ?? [];
  return { accessKeyId, secretAccessKey };
}

const writeCredentials = ({ accessKeyId, secretAccessKey }: Credentials): string =>
  `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`;

/** What is kept, made on the first call; readable by its owner only. */
async function keep(dataDir: string, { file, what, pattern, make }: Kept): Promise<string> {
  const path = join(dataDir, file);
  const kept = (await readIfThere(path))?.trim();
  // An empty one is what earlier versions left on a full disk.
  if (kept !== undefined && kept !== "") {
    if (pattern.test(kept)) return kept;
    throw new CommandError(1, `${path} holds ${what}; remove it, and the next start makes another`);
  }
  const text = make();
  await writeWhole(path, `${text}\n`);
  return text;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
