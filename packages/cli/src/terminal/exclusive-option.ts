import { type Command, Option } from "commander";

/** An option that goes without others. Commander refuses them together, but does not say which two it met. */
export class ExclusiveOption extends Option {
  readonly #without: string[] = [];

  /** By the names of attributes, as of Option. */
  override conflicts(names: string | string[]): this {
    this.#without.push(...[names].flat());
    return super.conflicts(names);
  }

  excludes(other: Option): boolean {
    return this.#without.includes(other.attributeName());
  }
}

/** The first two typed options of a command that do not go together, the one that says so first. */
export function findConflict(command: Command): [Option, Option] | undefined {
  const typed = command.options.filter((option) => isTyped(command, option));
  for (const one of typed) {
    const other = typed.find((option) => one instanceof ExclusiveOption && one.excludes(option));
    if (other !== undefined) return [one, other];
  }
  return undefined;
}

/** An option and its negation share an attribute, whose value says which of the two it is. */
function isTyped(command: Command, option: Option): boolean {
  const name = option.attributeName();
  const source = command.getOptionValueSource(name);
  if (source === undefined || source === "default") return false;
  return option.negate === (command.getOptionValue(name) === false);
}
