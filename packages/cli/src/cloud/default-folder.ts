import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { CommandError } from "../terminal/command-error.ts";
import type { Shell } from "../terminal/shell.ts";

type Env = Shell["env"];

/** Of this machine, which tests replace. */
interface Machine {
  platform: NodeJS.Platform;
  home(): string;
}

/**
 * Where jobs are kept when no folder is named: `CRISSCROSS_DATA`, else one in the place that the platform has for a program's
 * data. Throws CommandError 2 when there is no such place.
 */
export function defaultFolder(
  env: Env,
  { platform, home }: Machine = { platform: process.platform, home: homedir },
): string {
  if (env.CRISSCROSS_DATA) return env.CRISSCROSS_DATA;
  const below = (variable: string, ...usual: string[]): string => {
    const named = env[variable];
    // XDG: what is not absolute is to be ignored.
    return join(named && isAbsolute(named) ? named : join(homeOf(home), ...usual), "crisscross");
  };
  if (platform === "win32") return below("LOCALAPPDATA", "AppData", "Local");
  if (platform === "darwin") return join(homeOf(home), "Library", "Application Support", "crisscross");
  return below("XDG_DATA_HOME", ".local", "share");
}

function homeOf(home: Machine["home"]): string {
  let path = "";
  try {
    path = home();
  } catch {
    // A user whom the system does not know has none.
  }
  if (isAbsolute(path)) return path;
  throw new CommandError(
    2,
    "there is no home folder to keep jobs in: name a folder with --data or CRISSCROSS_DATA",
  );
}
