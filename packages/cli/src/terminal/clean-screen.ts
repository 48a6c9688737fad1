import { wantsColour } from "./paint.ts";
import { harmless } from "./printable.ts";
import type { Screen, Shell } from "./shell.ts";
import { fitPage } from "./wrap.ts";

/**
 * The shell with screens that no text from outside can command: whatever a command writes, only line breaks, tabs and,
 * where a person wants them, colours get through. A document printed with --json has no colours of ours.
 */
export function cleanShell(shell: Shell, argv: readonly string[]): Shell {
  const isPage = !argv.includes("--json");
  const flag = isPage && !argv.includes("--no-color");
  const clean = (screen: Screen) => cleanScreen(screen, wantsColour(screen, shell.env, flag), isPage);
  return { ...shell, stdout: clean(shell.stdout), stderr: clean(shell.stderr) };
}

/** A proxy, so that width, height and events stay those of the terminal itself. */
const cleanScreen = (screen: Screen, colour: boolean, isPage: boolean): Screen =>
  new Proxy(screen, {
    get(target, key) {
      if (key === "write")
        return (text: string) => target.write(fitted(harmless(text, colour), isPage ? target : {}));
      if (key === "raw") return target;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });

/** A terminal breaks lines wherever its edge is; a file or a pipe has none. */
const fitted = (text: string, { isTTY = false, columns = 80 }: Pick<Screen, "isTTY" | "columns">): string =>
  isTTY && columns > 0 ? fitPage(text, columns) : text;
