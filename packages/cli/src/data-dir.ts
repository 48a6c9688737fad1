import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "./command-error.ts";

const addressPath = (dataDir: string): string => join(dataDir, "api");

/** Notes in a data folder where its cloud answers; call what it returns when the cloud stops. */
export async function noteAddress(dataDir: string, url: string): Promise<() => Promise<void>> {
  await writeFile(addressPath(dataDir), `${url}\n`, { mode: 0o600 });
  return () => rm(addressPath(dataDir), { force: true });
}

/** Address and token of the cloud that runs on a data folder. Throws CommandError 1 when none does. */
export async function readRunning(dataDir: string): Promise<{ url: string; token: string }> {
  try {
    const [url, token] = await Promise.all(
      [addressPath(dataDir), join(dataDir, "token")].map((path) => readFile(path, "utf8")),
    );
    return { url: (url ?? "").trim(), token: (token ?? "").trim() };
  } catch (cause) {
    throw new CommandError(
      1,
      `--data: no local cloud runs on ${dataDir}; start it with npx crisscross up --data ${dataDir}`,
      { cause },
    );
  }
}
