import {
  type Argument,
  type Command,
  type CommanderError,
  InvalidArgumentError,
  type Option,
} from "commander";
import { CommandError } from "./command-error.ts";
import { findConflict } from "./exclusive-option.ts";
import { refusedValue } from "./option-values.ts";

/** Makes a command and those below it refuse wrong usage of `argv` as the rest of Crisscross refuses input. */
export function refuseInOneVoice(command: Command, argv: readonly string[]): void {
  const help = `${pathOf(command)} --help lists what is accepted`;
  command.exitOverride((error) => {
    if (error.exitCode === 0 || error.code === "commander.help") throw error;
    const words = `${sentenceOf(command, error, argv)}.${guessIn(error)} ${help}`;
    throw new CommandError(2, words, { cause: error });
  });
  for (const option of command.options) refuseValues(option, option.long ?? option.flags, help);
  for (const argument of command.registeredArguments)
    refuseValues(argument, argument.required ? `<${argument.name()}>` : `[${argument.name()}]`, help);
  for (const child of command.commands) refuseInOneVoice(child, argv);
}

/** A parser of ours says what it accepts; commander's own, of choices, says it in a sentence. */
function refuseValues(declared: Option | Argument, name: string, help: string): void {
  const { parseArg, argChoices } = declared;
  if (parseArg === undefined) return;
  declared.argParser((text: string, previous: unknown) => {
    try {
      return parseArg(text, previous);
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error;
      throw refusedValue(name, text, `${argChoices?.join(", ") ?? error.message}. ${help}`);
    }
  });
}

/** Field, value, what is accepted: from the command's declaration and what was typed. */
function sentenceOf(command: Command, { code, message }: CommanderError, argv: readonly string[]): string {
  const { args, commands, options, registeredArguments } = command;
  switch (code) {
    case "commander.unknownOption":
      return `${command.parseOptions([...argv]).unknown[0]}: there is no such option`;
    case "commander.unknownCommand":
      return `${JSON.stringify(args[0])}: there is no such command; accepted: ${commands.map((child) => child.name()).join(", ")}`;
    case "commander.missingArgument": {
      const missing = registeredArguments.find(({ required }, at) => required && args[at] === undefined);
      return `<${missing?.name()}> is missing; accepted: ${missing?.description}`;
    }
    case "commander.excessArguments":
      return `${JSON.stringify(args[registeredArguments.length])} is one argument too many; accepted: ${argumentsOf(command)}`;
    case "commander.optionMissingArgument":
      // The argument after an option is its value, so an option without a value is the last argument.
      return withoutValue(options.find(({ long }) => long === argv.at(-1)));
    case "commander.missingMandatoryOptionValue":
      return withoutValue(
        options.find(
          (option) => option.mandatory && command.getOptionValue(option.attributeName()) === undefined,
        ),
      );
    case "commander.conflictingOption":
      return `${findConflict(command)
        ?.map(({ long }) => long)
        .join(" goes without ")}; leave one of them out`;
    default:
      return message;
  }
}

const withoutValue = (option: Option | undefined): string =>
  `${option?.long}: no value is given; accepted: ${option?.flags}, ${option?.description}`;

/** Options or commands that are spelt alike: commander's own sentence, in brackets on a line of its own. */
function guessIn({ message }: CommanderError): string {
  const [, guess] = message.split("\n");
  return guess === undefined ? "" : ` ${guess.slice(1, -1)}`;
}

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
