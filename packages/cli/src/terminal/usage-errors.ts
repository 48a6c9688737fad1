import type { Command, CommanderError, Option } from "commander";
import { CommandError } from "./command-error.ts";

/** Makes a command and those below it refuse wrong usage as the rest of Crisscross refuses input. */
export function refuseInOneVoice(command: Command): void {
  command.exitOverride((error) => {
    if (error.exitCode === 0 || error.code === "commander.help") throw error;
    const help = `${pathOf(command)} --help lists what is accepted`;
    const words = `${sentenceOf(command, error)}.${guessIn(error)} ${help}`;
    throw new CommandError(2, words, { cause: error });
  });
  for (const child of command.commands) refuseInOneVoice(child);
}

/** Field, value, what is accepted. Commander gives the names only inside its message, in quotes. */
function sentenceOf(command: Command, { code, message }: CommanderError): string {
  const { args, commands, options, registeredArguments } = command;
  const named = /'(.*)'/.exec(message)?.[1] ?? "";
  const [flags = "", value = ""] = named.split(/' argument '|' cannot be used with option '/);
  const option = options.find((candidate) => candidate.flags === flags);
  switch (code) {
    case "commander.unknownOption":
      return `${named}: there is no such option`;
    case "commander.unknownCommand":
      return `${JSON.stringify(named)}: there is no such command; accepted: ${commands.map((child) => child.name()).join(", ")}`;
    case "commander.missingArgument":
      return `<${named}> is missing; accepted: ${registeredArguments.find((argument) => argument.name() === named)?.description}`;
    case "commander.excessArguments":
      return `${JSON.stringify(args[registeredArguments.length])} is one argument too many; accepted: ${argumentsOf(command)}`;
    case "commander.optionMissingArgument":
    case "commander.missingMandatoryOptionValue":
      return `${option?.long}: no value is given; accepted: ${acceptedBy(option)}`;
    case "commander.invalidArgument":
      return `${option?.long}: ${JSON.stringify(value)} is not accepted; accepted: ${option?.argChoices?.join(", ")}`;
    case "commander.conflictingOption":
      return `${option?.long} goes without ${value.split(" ", 1).join("")}; leave one of them out`;
    default:
      return message.replace(/^error: /, "");
  }
}

/** Options or commands that are spelt alike. */
function guessIn({ message }: CommanderError): string {
  const meant = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1];
  return meant === undefined ? "" : ` Did you mean ${meant.replaceAll(", ", " or ")}?`;
}

const acceptedBy = (option: Option | undefined): string => `${option?.flags}, ${option?.description}`;

function argumentsOf({ registeredArguments }: Command): string {
  const shown = registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  return shown.length === 0 ? "none" : shown.join(" ");
}

/** `npx crisscross logs parse`. */
function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : `npx ${command.name()}`;
}
