import { harmless } from "./logs/printable.ts";
import { wantsColour } from "./paint.ts";
import type { Screen, Shell } from "./shell.ts";

/**
 * The shell with screens that no text from outside can command: whatever a command writes, only line breaks, tabs and,
 * where a person wants them, colours get through. A document printed with --json has no colours of ours.
 */
export function cleanShell(shell: Shell, argv: readonly string[]): Shell {
  const flag = !argv.includes("--json") && !argv.includes("--no-color");
  const clean = (screen: Screen) => cleanScreen(screen, wantsColour(screen, shell.env, flag));
  return { ...shell, stdout: clean(shell.stdout), stderr: clean(shell.stderr) };
}

/** A proxy, so that width, height and events stay those of the terminal itself. */
const cleanScreen = (screen: Screen, colour: boolean): Screen =>
  new Proxy(screen, {
    get(target, key) {
      if (key === "write") return (text: string) => target.write(harmless(text, colour));
      if (key === "raw") return target;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
