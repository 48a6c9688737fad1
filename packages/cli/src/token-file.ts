import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "./command-error.ts";
import { createToken } from "./local-cloud.ts";

/** The token kept in a data folder, made on the first call; readable by its owner only. */
export async function keepToken(dataDir: string): Promise<string> {
  const path = join(dataDir, "token");
  try {
    await mkdir(dataDir, { recursive: true });
    const token = createToken();
    await writeFile(path, `${token}\n`, { mode: 0o600, flag: "wx" });
    return token;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return readToken(path);
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      1,
      `--data: ${dataDir} cannot be used (${why}); pass a folder that can be written`,
      {
        cause: error,
      },
    );
  }
}

async function readToken(path: string): Promise<string> {
  const token = (await readFile(path, "utf8").catch(() => "")).trim();
  if (/^[\w-]{32}$/.test(token)) return token;
  throw new CommandError(1, `${path} holds no token; remove it, and the next start makes another`);
}
