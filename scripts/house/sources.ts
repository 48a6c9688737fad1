import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Comment, type ParseResult, parseSync } from "oxc-parser";

/** Where everything stands that we write: folders of the repository. */
export const ours: readonly string[] = ["packages", "stacks", "scripts", "bench", "test"];

const isSource = (name: string): boolean => /\.[cm]?[jt]sx?$/.test(name) && !/\.d\.[cm]?ts$/.test(name);

/** What npm installs, and what it packs of a package. */
const isMade = /[\\/](?:node_modules|dist)(?:[\\/]|$)/;

/** Paths of all modules below a folder, whatever their ending; none where there is no folder. Declaration files are none. */
export function listSources(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isSource(entry.name) && !isMade.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

export interface Source {
  /** From the root of the repository, with forward slashes. */
  path: string;
  text: string;
  program: ParseResult["program"];
  comments: readonly Comment[];
}

/** Modules below folders of `root`, parsed. Throws on a file that is none. */
export const readSources = (root: string, folders: readonly string[] = ours): Source[] =>
  folders
    .flatMap((folder) => listSources(join(root, folder)))
    .map((file) => parseSource(relative(root, file).split(sep).join("/"), readFileSync(file, "utf8")));

export function parseSource(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} cannot be parsed: ${error.message}`);
  return { path, text, program, comments };
}
