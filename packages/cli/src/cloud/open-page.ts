import { spawn } from "node:child_process";
import { join } from "node:path";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";
import type { Shell } from "../terminal/shell.ts";
import { type ApiOptions, placeOf } from "./connect.ts";
import { writeWhole } from "./keep-file.ts";
import { readRunning } from "./running-cloud.ts";

/** Prints or opens the page of an API. Answers 0. Throws CommandError 1 when there is none, or nothing to open it with. */
export async function openPage(
  shell: Shell,
  { print = false, json = false, ...options }: ApiOptions & { print?: boolean },
): Promise<number> {
  const place = placeOf(shell, options);
  const isNamed = "url" in place;
  const { url, token } = isNamed ? place : await readRunning(place);
  // An API that was named by its address asks for the token itself: it may be anybody's.
  const address = isNamed ? `${url}/` : `${url}/#token=${token}`;
  if (print || json) {
    shell.stdout.write(`${json ? JSON.stringify({ address }) : address}\n`);
    return 0;
  }
  await launch(isNamed ? address : await writeDoor(place.path, address));
  shell.stdout.write(`opened ${url}/ in the browser\n`);
  return 0;
}

/** A page for its owner's eyes that leads on: every user sees what a program is called with, and so would see the token. */
async function writeDoor(folder: string, address: string): Promise<string> {
  const path = join(folder, "open.html");
  await writeWhole(path, `<!doctype html><meta http-equiv="refresh" content="0; url=${address}">\n`);
  return path;
}

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["explorer.exe"],
};

function launch(target: string): Promise<void> {
  const [program = "", ...args] = openers[process.platform] ?? ["xdg-open"];
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args, target], { stdio: "ignore", detached: true });
    child.once("error", (cause) =>
      reject(
        new CommandError(
          1,
          `no browser can be opened (${reasonOf(cause)}); npx crisscross open --print prints the address`,
          { cause },
        ),
      ),
    );
    child.once("spawn", () => {
      child.unref();
      resolve();
    });
  });
}
