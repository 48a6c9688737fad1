import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Send } from "@crisscross/client/client";
import { CommandError } from "../terminal/command-error.ts";
import { checkFolder } from "./check-folder.ts";
import { addressForm } from "./kept-forms.ts";
import { createProvenSend } from "./proven-send.ts";

/** A running local cloud, as its data folder names it, and a way to it that tells the token to nobody else. */
interface RunningCloud {
  url: string;
  token: string;
  send: Send;
  /** What to do when it no longer answers. */
  startAgain: string;
}

export const addressPath = (folder: string): string => join(folder, "api");

/** The cloud that runs on a data folder. Throws CommandError 2 for what is no data folder, 1 when no cloud runs on it. */
export async function readRunning(given: string): Promise<RunningCloud> {
  const folder = checkFolder(given, "read");
  const running = await findRunning(folder, given);
  if (running !== undefined) return running;
  throw new CommandError(
    1,
    `--data: no local cloud runs on ${given}; start it with npx crisscross up --data ${given}`,
  );
}

/** The cloud that proves to hold a data folder's key; undefined when none does, whatever listens at its address. */
export async function findRunning(folder: string, given = folder): Promise<RunningCloud | undefined> {
  const kept = await readKept(folder);
  if (kept === undefined) return undefined;
  const { url, token, proofKey } = kept;
  const { send, prove } = await createProvenSend(proofKey);
  if (!(await prove(url))) return undefined;
  const startAgain = `Its local cloud was stopped or killed: bring it up again with npx crisscross up --data ${given}, and its jobs go on`;
  return { url, token, send, startAgain };
}

/** Undefined when one of them is missing. */
async function readKept(folder: string): Promise<Record<"url" | "token" | "proofKey", string> | undefined> {
  const paths = [addressPath(folder), join(folder, "token"), join(folder, "proof-key")];
  const texts = await Promise.all(paths.map((path) => readFile(path, "utf8"))).catch(() => []);
  const [url = "", token = "", proofKey = ""] = texts.map((text) => text.trim());
  const isOurs = addressForm.test(url) && token !== "" && proofKey !== "";
  return isOurs ? { url, token, proofKey } : undefined;
}
