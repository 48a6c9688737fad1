import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Credentials } from "@crisscross/local/provision/site";
import { CommandError } from "./command-error.ts";
import { createToken } from "./local-cloud.ts";

/** What a data folder keeps for its owner's eyes only. */
interface Kept {
  file: string;
  /** In words, with its article. */
  what: string;
  pattern: RegExp;
  make(): string;
}

/** The token kept in a data folder, made on the first call. Throws CommandError 1. */
export const keepToken = (dataDir: string): Promise<string> =>
  keep(dataDir, { file: "token", what: "no token", pattern: /^[\w-]{32}$/, make: createToken });

/** The operator's access key kept in a data folder, as the file that AWS SDKs read. Throws CommandError 1. */
export async function keepCredentials(dataDir: string): Promise<Credentials> {
  const { createCredentials } = await import("@crisscross/local/cloud");
  const text = await keep(dataDir, {
    file: "aws-credentials",
    what: "no access key",
    pattern: credentialsPattern,
    make: () => writeCredentials(createCredentials()),
  });
  const [, accessKeyId = "", secretAccessKey = ""] = credentialsPattern.exec(text) ?? [];
  return { accessKeyId, secretAccessKey };
}

const credentialsPattern = /^\[default\]\naws_access_key_id = (\w+)\naws_secret_access_key = (\w+)$/;

const writeCredentials = ({ accessKeyId, secretAccessKey }: Credentials): string =>
  `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`;

/** What is kept, made on the first call; readable by its owner only. */
async function keep(dataDir: string, { file, what, pattern, make }: Kept): Promise<string> {
  const path = join(dataDir, file);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const kept = await readIfThere(path);
    if (kept !== undefined) {
      if (pattern.test(kept.trim())) return kept.trim();
      throw new CommandError(1, `${path} holds ${what}; remove it, and the next start makes another`);
    }
    const text = make();
    await writeFile(path, `${text}\n`, { mode: 0o600, flag: "wx" });
    return text;
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(1, `--data: ${dataDir} cannot be used (${why}); pass a folder of your own`, {
      cause,
    });
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
