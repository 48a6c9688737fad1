import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Send } from "@crisscross/client/client";
import { CommandError } from "../terminal/command-error.ts";
import { shellWord } from "../terminal/shell-word.ts";
import type { ChosenFolder } from "./choose-folder.ts";
import { addressForm } from "./kept-forms.ts";
import { createProvenSend } from "./proven-send.ts";

/** A running local cloud, as its data folder names it, and a way to it that tells the token to nobody else. */
export interface RunningCloud {
  url: string;
  token: string;
  send: Send;
  /** What to do when it no longer answers. */
  startAgain: string;
}

export const addressPath = (folder: string): string => join(folder, "api");

/** The cloud that runs on a data folder. Throws CommandError 1 when none does. */
export async function readRunning({ given, path, option }: ChosenFolder): Promise<RunningCloud> {
  const running = await findRunning(path, given);
  if (running !== undefined) return running;
  const where = option === "" ? "" : "--data: ";
  throw new CommandError(
    1,
    `${where}no local cloud runs on ${given}; start it with npx crisscross up${option}`,
  );
}

/** The cloud that proves to hold a data folder's key; undefined when none does, whatever listens at its address. */
export async function findRunning(folder: string, given = folder): Promise<RunningCloud | undefined> {
  const kept = await readKept(folder);
  if (kept === undefined) return undefined;
  const { url, token, proofKey } = kept;
  const { send, prove } = await createProvenSend(proofKey);
  if (!(await prove(url))) return undefined;
  const startAgain = `Its local cloud was stopped or killed: bring it up again with npx crisscross up --data ${shellWord(given)}, and its jobs go on`;
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
