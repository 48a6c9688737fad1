import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "./command-error.ts";

interface Address {
  url: string;
  token: string;
}

const addressPath = (dataDir: string): string => join(dataDir, "api");

/** Notes in a data folder where its cloud answers; call what it returns when the cloud stops. */
export async function noteAddress(dataDir: string, url: string): Promise<() => Promise<void>> {
  await writeFile(addressPath(dataDir), `${url}\n`, { mode: 0o600 });
  return () => rm(addressPath(dataDir), { force: true });
}

/** Address and token of the cloud that runs on a data folder. Throws CommandError 1 when none does. */
export async function readRunning(dataDir: string): Promise<Address> {
  return readAddress(dataDir).catch((cause) => {
    throw new CommandError(
      1,
      `--data: no local cloud runs on ${dataDir}; start it with npx crisscross up --data ${dataDir}`,
      { cause },
    );
  });
}

/** Longer than its API takes to start a function for the call. */
const answerMs = 10_000;

/** The cloud that answers on a data folder; undefined when none does, also when one was killed and left its address. */
export async function findRunning(dataDir: string): Promise<Address | undefined> {
  try {
    const { url, token } = await readAddress(dataDir);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/v1/jobs`, { headers, signal: AbortSignal.timeout(answerMs) });
    return answer.ok ? { url, token } : undefined;
  } catch {
    return undefined;
  }
}

async function readAddress(dataDir: string): Promise<Address> {
  const [url = "", token = ""] = await Promise.all(
    [addressPath(dataDir), join(dataDir, "token")].map((path) => readFile(path, "utf8")),
  );
  return { url: url.trim(), token: token.trim() };
}
