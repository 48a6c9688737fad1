import { accessSync, constants, type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CommandError } from "../terminal/command-error.ts";
import { codeOf } from "../terminal/reason.ts";
import { unfinished } from "./keep-file.ts";

/** What tells a data folder from others. */
export const markerFile = "crisscross.json";
export const folderFormat = 1;

/** All that a local cloud keeps in its data folder. */
const ownNames: ReadonlySet<string> = new Set([
  ...[markerFile, "lock", "proof-key", "token", "aws-credentials", "api"],
  ...["messaging", "dynamodb", "cloudwatch"],
]);

export const isOwnName = (name: string): boolean => ownNames.has(name.replace(unfinished, ""));

const refuse = (given: string, why: string): CommandError =>
  new CommandError(
    2,
    `--data: ${JSON.stringify(given)} is not accepted: ${why}; accepted: a folder that crisscross has made, an empty one, or a new name`,
  );

const whyOf = (error: unknown): string => codeOf(error) || String(error);

/**
 * The absolute path of a data folder. It may not exist; to `make`, it must then be possible to make it. Changes nothing.
 * Throws CommandError 2 for no name, a file, and a folder that cannot be written or belongs to another user or program.
 */
export function checkFolder(given: string, use: "make" | "read"): string {
  if (given.trim() === "") throw refuse(given, "it names no folder");
  const folder = resolve(given);
  const entries = readEntries(given, folder);
  if (entries === undefined) {
    if (use === "make") checkParent(given, dirname(folder));
    return folder;
  }
  const { uid } = statSync(folder);
  const self = process.getuid?.() ?? uid;
  if (self !== 0 && uid !== self) throw refuse(given, "it belongs to another user");
  checkAccess(given, folder, "it");
  checkOwner(given, folder, entries);
  return folder;
}

/** Undefined when there is no such folder. */
function readEntries(given: string, folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return undefined;
    if (code === "ENOTDIR") throw refuse(given, "it is a file, or lies in one");
    throw refuse(given, `it cannot be read (${whyOf(error)})`);
  }
}

/** The nearest folder above that exists has to take a new one. */
function checkParent(given: string, parent: string): void {
  try {
    if (!statSync(parent).isDirectory()) throw refuse(given, `${parent} is a file`);
  } catch (error) {
    if (codeOf(error) !== "ENOENT")
      throw error instanceof CommandError ? error : refuse(given, String(error));
    if (dirname(parent) === parent) throw refuse(given, `${parent} does not exist`);
    checkParent(given, dirname(parent));
    return;
  }
  checkAccess(given, parent, parent);
}

function checkAccess(given: string, folder: string, name: string): void {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refuse(given, `${name} cannot be written (${whyOf(error)})`);
  }
}

function checkOwner(given: string, folder: string, entries: readonly Dirent[]): void {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has(markerFile)) {
    checkFormat(given, join(folder, markerFile));
    return;
  }
  const stranger = entries.find(({ name }) => !isOwnName(name));
  // Made before folders were marked, and something put beside it since.
  const isUnmarked = names.has("token") && names.has("messaging");
  if (stranger === undefined || isUnmarked) return;
  throw refuse(
    given,
    `it holds ${JSON.stringify(stranger.name)} and no ${markerFile}, so it is not crisscross's`,
  );
}

function checkFormat(given: string, marker: string): void {
  let format: unknown;
  try {
    format = (JSON.parse(readFileSync(marker, "utf8")) as { format?: unknown } | null)?.format;
  } catch (error) {
    throw refuse(given, `its ${markerFile} cannot be read (${whyOf(error)})`);
  }
  if (format === folderFormat) return;
  throw refuse(
    given,
    `its ${markerFile} says format ${JSON.stringify(format)}, and this version of crisscross reads format ${folderFormat}`,
  );
}
