/*
 * A process that knows nothing but what it is told: its task, as JSON on stdin. As another user, if `uid` is given. Prints what
 * every port answered to every attempt, and what of the files it could read, write or list.
 */
import { accessSync, constants, readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { sendRaw, signRaw } from "../local/fixtures/sign.ts";
import type { Attempt } from "./attempts.ts";

export interface Task {
  uid?: number;
  ports: number[];
  attempts: Attempt[];
  /** An access key that exists, without its secret. */
  accessKeyId: string;
  files: string[];
}

export interface Findings {
  uid: number | undefined;
  answers: { port: number; what: string; status: number; text: string }[];
  opened: string[];
}

const task = JSON.parse(await text(process.stdin)) as Task;
if (task.uid !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(task.uid);
  process.setuid?.(task.uid);
}
const answers: Findings["answers"] = [];
for (const port of task.ports) {
  const endpoint = `http://127.0.0.1:${port}`;
  for (const { what, service, request } of task.attempts) {
    const place = { service, region: "us-east-1" };
    const sign = (accessKeyId: string, secretAccessKey: string) =>
      signRaw(endpoint, request, place, { accessKeyId, secretAccessKey });
    const ways: [string, () => RawHeaders][] = [
      ["unsigned", () => request.headers ?? {}],
      ["guessed key", () => sign("AKIAIOSFODNN7EXAMPLE", "guessed")],
      ["known key, guessed secret", () => sign(task.accessKeyId, "guessed")],
    ];
    for (const [way, headers] of ways) {
      const answer = await sendRaw(endpoint, { ...request, headers: headers() }).catch((error: unknown) => ({
        status: 0,
        text: `${error}`,
      }));
      answers.push({ port, what: `${what}, ${way}`, status: answer.status, text: answer.text });
    }
  }
}
type RawHeaders = NonNullable<Attempt["request"]["headers"]>;
const opened = task.files.flatMap((file) =>
  (["R_OK", "W_OK"] as const).filter((mode) => canOpen(file, mode)).map((mode) => `${mode} ${file}`),
);
const findings: Findings = { uid: process.getuid?.(), answers, opened };
process.stdout.write(JSON.stringify(findings), () => process.exit());

/** Not by access() alone, which for what is in /proc says less than opening does. */
function canOpen(file: string, mode: "R_OK" | "W_OK"): boolean {
  try {
    accessSync(file, constants[mode]);
    if (file.startsWith("/proc/")) readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
