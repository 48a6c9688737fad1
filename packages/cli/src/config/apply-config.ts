import type { Command, Option } from "commander";
import { CommandError } from "../terminal/command-error.ts";
import type { Shell } from "../terminal/shell.ts";
import { type Config, readConfig } from "./config-file.ts";
import { commandsByPath, settableOptions } from "./settable.ts";

/** Variables that set what an option of this name does; they go before the file. */
const variables: Readonly<Record<string, readonly string[]>> = {
  data: ["CRISSCROSS_DATA"],
  color: ["NO_COLOR", "FORCE_COLOR"],
};

/** These say where the API is: whoever types one of them means none that the file names. */
const whereabouts: readonly string[] = ["api", "data", "token"];

/** Has a command take from the file what neither its arguments nor the environment say. Throws CommandError 2 for a file that is wrong. */
export function applyConfig(program: Command, command: Command, { env }: Shell): void {
  const config = readConfig(program, env);
  if (config) applyTo(command, pathIn(program, command), config, env);
}

const pathIn = (program: Command, command: Command): string =>
  [...commandsByPath(program)].find(([, one]) => one === command)?.[0] ?? command.name();

function applyTo(command: Command, path: string, { file, common, of }: Config, env: Shell["env"]): void {
  const options = settableOptions(command);
  const isTyped = (name: string) => !["default", undefined].includes(command.getOptionValueSource(name));
  const isPlaceTyped = whereabouts.some(isTyped);
  const own = of.get(path) ?? {};
  for (const [key, value] of [...Object.entries(common), ...Object.entries(own)]) {
    const option = options.get(key);
    if (option === undefined || isTyped(key) || (isPlaceTyped && whereabouts.includes(key))) continue;
    // Of a command's own section and the top of the file, the section is read last.
    if (variables[key]?.some((name) => env[name])) continue;
    const where = `${file}: ${key in own ? `${path}.` : ""}${key}`;
    command.setOptionValue(key, typedValue(where, option, value));
  }
}

/** A value as if it had been typed; several, as if their option had been typed for each, or with commas between. */
function typedValue(where: string, option: Option, value: unknown): unknown {
  const refuse = (accepted: string) =>
    new CommandError(2, `${where}: ${JSON.stringify(value)} is not accepted; accepted: ${accepted}`);
  if (!option.required) {
    if (typeof value === "boolean") return value;
    throw refuse("true or false");
  }
  const texts = (Array.isArray(value) ? value : [value]).map((item) =>
    typeof item === "string" || typeof item === "number" ? String(item) : undefined,
  );
  if (!texts.every((text) => text !== undefined)) throw refuse("a text, a number, or a list of these");
  const { parseArg } = option;
  if (!parseArg) return texts.join(",");
  try {
    return texts.reduce<unknown>((before, text) => parseArg(text, before), undefined);
  } catch (error) {
    throw error instanceof CommandError ? new CommandError(2, `${where}: ${error.message}`) : error;
  }
}
