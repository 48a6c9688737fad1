import type { Command, Option } from "commander";

/** What a file may not set: a secret, the form of one answer, and what has to be typed. */
const excluded = new Set(["token", "json", "help"]);

/** What stands at the top of a file is for every command that has the option. */
export const commonKeys = ["api", "data", "color"] as const;

/**
 * The options of a command that a file may set, by their keys there: the long name in camel case, without `no`. Of an option that
 * has a value and a negation, the one with the value.
 */
export const settableOptions = ({ options }: Command): ReadonlyMap<string, Option> =>
  new Map(
    options
      .filter((option) => !(option.mandatory || excluded.has(option.attributeName())))
      .toSorted((a, b) => Number(a.required) - Number(b.required))
      .map((option) => [option.attributeName(), option]),
  );

/** Every command that does something, by its names from the top: `logs parse`. */
export function commandsByPath(
  command: Command,
  above: readonly string[] = [],
): ReadonlyMap<string, Command> {
  return new Map(
    command.commands.flatMap((child): [string, Command][] => {
      const path = [...above, child.name()];
      return child.commands.length > 0 ? [...commandsByPath(child, path)] : [[path.join(" "), child]];
    }),
  );
}
