import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A local cloud as `npx crisscross up` runs it, in a process of its own. */
export interface Up {
  pid: number;
  url: string;
  token: string;
  /** Of the AWS services. */
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  stop(): Promise<void>;
}

const command = fileURLToPath(new URL("../../packages/cli/bin/crisscross.js", import.meta.url));

export async function startUp(dataDir: string): Promise<Up> {
  const child = spawn(process.execPath, [command, "up", "--no-wan", "--data", dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const text = await readWelcome(child);
  const find = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? "";
  return {
    pid: child.pid ?? 0,
    url: find(/^ *API +(\S+)/m),
    token: find(/^ *token +(\S+)/m),
    endpoint: find(/AWS_ENDPOINT_URL=(\S+)/),
    credentials: {
      accessKeyId: find(/AWS_ACCESS_KEY_ID=(\S+)/),
      secretAccessKey: find(/AWS_SECRET_ACCESS_KEY=(\S+)/),
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGINT");
      await ended;
    },
  };
}

/** Until the last thing it says of itself. */
async function readWelcome({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("up has no output");
  let text = "";
  for await (const line of createInterface({ input: stdout })) {
    text += `${line}\n`;
    if (line.includes("AWS_SECRET_ACCESS_KEY=")) break;
  }
  if (!text.includes("AWS_SECRET_ACCESS_KEY=")) throw new Error(`up ended before it was up: ${text}`);
  stdout.resume();
  return text;
}
