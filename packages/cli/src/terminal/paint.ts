import { styleText } from "node:util";
import type { Screen, Shell } from "./shell.ts";

/** A background and the text on it, each one of xterm's 256 colours: those above 15 look alike in every theme. */
export interface Shade {
  background: number;
  text: number;
}

export type Style = Parameters<typeof styleText>[0] | Shade;
export type Paint = (style: Style, text: string) => string;

/** A painter that colours, or one that returns its text untouched. */
export function createPaint(colour: boolean): Paint {
  return colour ? paintOn : (_style, text) => text;
}

const paintOn: Paint = (style, text) => {
  if (!isShade(style)) return styleText(style, text, { validateStream: false });
  return `\u001b[38;5;${style.text};48;5;${style.background}m${text}\u001b[39;49m`;
};

const isShade = (style: Style): style is Shade => typeof style === "object" && "background" in style;

/** --no-color first, then FORCE_COLOR, then NO_COLOR, then whether a person is looking. */
export function wantsColour(screen: Screen, env: Shell["env"], flag: boolean): boolean {
  if (!flag) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  if (env.NO_COLOR) return false;
  return screen.isTTY === true && env.TERM !== "dumb";
}
