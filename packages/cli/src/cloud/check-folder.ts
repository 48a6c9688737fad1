import { accessSync, constants, type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CommandError } from "../terminal/command-error.ts";
import { codeOf } from "../terminal/reason.ts";
import { unfinished } from "./keep-file.ts";
import { addressForm, credentialsForm, proofKeyForm, tokenForm } from "./kept-forms.ts";

/** What tells a data folder from others. */
export const markerFile = "crisscross.json";
export const folderFormat = 1;
export const markerWhat = "data of crisscross's local cloud";

/** All that a local cloud keeps in its data folder. */
const ownFiles: ReadonlySet<string> = new Set([
  ...[markerFile, "lock", "proof-key", "token", "aws-credentials", "api", "open.html", "conditions"],
]);
const ownFolders: ReadonlySet<string> = new Set(["messaging", "dynamodb", "cloudwatch", "bundles"]);

const isOwnFile = (name: string): boolean => ownFiles.has(name.replace(unfinished, ""));
export const isOwnName = (name: string): boolean => isOwnFile(name) || ownFolders.has(name);

/** What files of an older version have to hold; a full disk left empty ones. */
const forms: readonly (readonly [string, RegExp])[] = [
  ["token", tokenForm],
  ["proof-key", proofKeyForm],
  ["aws-credentials", credentialsForm],
  ["api", addressForm],
];

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
  // Its owner may replace what is kept there: root is no exception.
  if (uid !== (process.getuid?.() ?? uid)) throw refuse(given, "it belongs to another user");
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

/** The nearest existing folder above has to be one that folders can be made in. */
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

/** Nothing has been changed yet: what a stranger put there stays as it is. */
function checkOwner(given: string, folder: string, entries: readonly Dirent[]): void {
  const names = new Set(entries.map(({ name }) => name));
  const isMarked = names.has(markerFile);
  if (!isMarked && !isOlder(folder, entries)) {
    const others = entries.filter((entry) => !isBegunMarker(entry)).map(({ name }) => name);
    const [first] = [...others.filter((name) => !isOwnName(name)), ...others];
    if (first === undefined) return;
    throw refuse(given, `it holds ${JSON.stringify(first)} and no ${markerFile}, so it is not crisscross's`);
  }
  for (const entry of entries) checkType(given, entry, isMarked);
  if (isMarked) checkFormat(given, join(folder, markerFile));
  else checkForms(given, folder, names);
}

/** What is left of a first start that ended before the folder was marked. */
const isBegunMarker = (entry: Dirent): boolean =>
  entry.isFile() && entry.name !== markerFile && entry.name.replace(unfinished, "") === markerFile;

/** Made before folders were marked; something may have been put beside it since. */
function isOlder(folder: string, entries: readonly Dirent[]): boolean {
  const find = (name: string) => entries.find((entry) => entry.name === name);
  if (!find("token")?.isFile() || !find("messaging")?.isDirectory()) return false;
  return tokenForm.test(readKept(join(folder, "token")) ?? "");
}

/** A marked folder's own folders may be links to a disk with more room. */
function checkType(given: string, entry: Dirent, isMarked: boolean): void {
  const { name } = entry;
  if (isOwnFile(name) && !entry.isFile()) throw refuse(given, `its ${JSON.stringify(name)} is no file`);
  if (!ownFolders.has(name) || entry.isDirectory() || (isMarked && entry.isSymbolicLink())) return;
  throw refuse(given, `its ${JSON.stringify(name)} is no folder`);
}

function checkForms(given: string, folder: string, names: ReadonlySet<string>): void {
  for (const [name, form] of forms.filter(([file]) => names.has(file))) {
    const kept = readKept(join(folder, name));
    if (kept === undefined || (kept !== "" && !form.test(kept)))
      throw refuse(given, `its ${JSON.stringify(name)} is not what crisscross keeps there`);
  }
}

/** Undefined when it cannot be read, or is larger than anything kept. */
function readKept(path: string): string | undefined {
  try {
    return statSync(path).size > 1_000 ? undefined : readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

function checkFormat(given: string, marker: string): void {
  let found: { what?: unknown; format?: unknown } | null;
  try {
    found = JSON.parse(readFileSync(marker, "utf8")) as typeof found;
  } catch (error) {
    throw refuse(given, `its ${markerFile} cannot be read (${whyOf(error)})`);
  }
  const format = found?.format;
  if (format === folderFormat && found?.what === markerWhat) return;
  if (format === folderFormat) throw refuse(given, `its ${markerFile} is another program's`);
  throw refuse(
    given,
    `its ${markerFile} says format ${JSON.stringify(format)}, and this version of crisscross reads format ${folderFormat}`,
  );
}
