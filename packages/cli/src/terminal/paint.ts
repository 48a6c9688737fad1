import { styleText } from "node:util";
import type { Screen, Shell } from "./shell.ts";

export type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** A painter that colours, or one that returns its text untouched. */
export function createPaint(colour: boolean): Paint {
  return colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}

/** --no-color first, then FORCE_COLOR, then NO_COLOR, then whether a person is looking. */
export function wantsColour(screen: Screen, env: Shell["env"], flag: boolean): boolean {
  if (!flag) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  if (env.NO_COLOR) return false;
  return screen.isTTY === true && env.TERM !== "dumb";
}
