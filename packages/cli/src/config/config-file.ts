import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";
import type { Shell } from "../terminal/shell.ts";
import { commandsByPath, commonKeys, settableOptions } from "./settable.ts";

const configName = "crisscross.json";

type Values = Readonly<Record<string, unknown>>;

/** What a file sets, once all of it has been checked. */
export interface Config {
  file: string;
  common: Values;
  of: ReadonlyMap<string, Values>;
}

/**
 * The file that CRISSCROSS_CONFIG names, or crisscross.json in this folder; undefined where there is none. Throws CommandError 2 for
 * one that cannot be read or has a key that nothing knows.
 */
export function readConfig(program: Command, env: Shell["env"]): Config | undefined {
  const named = env.CRISSCROSS_CONFIG;
  const file = named ?? configName;
  if (!named && !existsSync(resolve(file))) return undefined;
  const document = parse(file);
  const commands = commandsByPath(program);
  const common: Record<string, unknown> = {};
  const of = new Map<string, Values>();
  for (const [key, value] of Object.entries(document)) {
    const command = commands.get(key);
    if (key === "$schema") continue;
    if ((commonKeys as readonly string[]).includes(key)) common[key] = value;
    else if (command === undefined)
      throw refused(file, key, [...commonKeys, ...commands.keys()], program.name());
    else of.set(key, valuesOf(file, key, command, value));
  }
  return { file, common, of };
}

function parse(file: string): Record<string, unknown> {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(resolve(file), "utf8"));
  } catch (cause) {
    throw new CommandError(2, `${file} cannot be read: ${reasonOf(cause)}`, { cause });
  }
  if (isObject(document)) return document;
  throw new CommandError(
    2,
    `${file} is not accepted; accepted: a JSON object (packages/cli/config.schema.json)`,
  );
}

function valuesOf(file: string, path: string, command: Command, values: unknown): Values {
  if (!isObject(values))
    throw new CommandError(
      2,
      `${file}: ${path}: ${JSON.stringify(values)} is not accepted; accepted: an object`,
    );
  const keys = settableOptions(command);
  const stranger = Object.keys(values).find((key) => !keys.has(key));
  if (stranger !== undefined) throw refused(file, `${path}.${stranger}`, [...keys.keys()], path);
  return values;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const refused = (file: string, key: string, accepted: readonly string[], of: string): CommandError =>
  new CommandError(2, `${file}: ${key}: there is no such setting of ${of}; accepted: ${accepted.join(", ")}`);
