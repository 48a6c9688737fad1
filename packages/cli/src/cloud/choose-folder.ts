import { CommandError } from "../terminal/command-error.ts";
import type { Shell } from "../terminal/shell.ts";
import { shellWord } from "../terminal/shell-word.ts";
import { checkFolder } from "./check-folder.ts";
import { defaultFolder } from "./default-folder.ts";

/** The data folder of a command. */
export interface ChosenFolder {
  /** As it was typed, or the path of the default one: for sentences. */
  given: string;
  /** Absolute. */
  path: string;
  /** What a later command needs to find it, with a space before it; empty for the default one. */
  option: string;
}

/** The folder that was typed, else the default one. Changes nothing. Throws as checkFolder. */
export function chooseFolder(
  data: string | undefined,
  env: Shell["env"],
  use: "make" | "read",
): ChosenFolder {
  if (data !== undefined)
    return { given: data, path: checkFolder(data, use), option: ` --data ${shellWord(data)}` };
  const given = defaultFolder(env);
  const name = env.CRISSCROSS_DATA ? "CRISSCROSS_DATA" : "the default data folder";
  try {
    return { given, path: checkFolder(given, use), option: "" };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const words = error.message.replace(/^--data/, name);
    const nothing = use === "make" ? "; or keep nothing, with --no-data" : "";
    throw new CommandError(2, `${words}; name another with --data${nothing}`, { cause: error });
  }
}
