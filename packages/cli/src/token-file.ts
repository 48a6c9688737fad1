import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "./command-error.ts";
import { createToken } from "./local-cloud.ts";

/** The token kept in a data folder, made on the first call; readable by its owner only. Throws CommandError 1. */
export async function keepToken(dataDir: string): Promise<string> {
  const path = join(dataDir, "token");
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const kept = await readIfThere(path);
    if (kept !== undefined) return checkToken(path, kept.trim());
    const token = createToken();
    await writeFile(path, `${token}\n`, { mode: 0o600, flag: "wx" });
    return token;
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

function checkToken(path: string, token: string): string {
  if (/^[\w-]{32}$/.test(token)) return token;
  throw new CommandError(1, `${path} holds no token; remove it, and the next start makes another`);
}
