import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { keyOfSources, webFolder } from "./sources-key.ts";

export const keyFile = join(webFolder, "dist/key");

/**
 * Builds the page into packages/web/dist, which the function that serves it is bundled with, unless what is there was made
 * of the same sources. In a process of its own: the build's memory goes with it. Throws with what the build said.
 */
export async function ensurePage(): Promise<void> {
  const key = await keyOfSources();
  if ((await readFile(keyFile, "utf8").catch(() => "")) === key) return;
  const builder = join(import.meta.dirname, "build-page.ts");
  const child = spawn(process.execPath, ["--no-warnings", builder, key], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [complaints, code] = await Promise.all([
    text(child.stderr),
    new Promise((done, fail) => child.on("close", done).on("error", fail)),
  ]);
  if (code !== 0) throw new Error(`packages/web does not build:\n${complaints.trim()}`);
}
