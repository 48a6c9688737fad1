import type { Command } from "commander";

/** One command, as shells complete it. */
export interface CommandWords {
  /** Its names from the top, `logs parse`; empty for the program itself. */
  path: string;
  commands: readonly { name: string; summary: string }[];
  options: readonly OptionWords[];
  /** What its arguments may be, where that is a choice. */
  choices: readonly string[];
}

interface OptionWords {
  /** `--origins`. */
  long: string;
  summary: string;
  takesValue: boolean;
  choices: readonly string[];
}

/** A command and all below it, in the order in which help lists them. */
export function commandTree(command: Command, above: readonly string[] = []): CommandWords[] {
  const { commands, options, registeredArguments } = command;
  return [
    {
      path: above.join(" "),
      commands: commands.map((child) => ({ name: child.name(), summary: child.summary() })),
      options: [
        ...options.flatMap(({ long, description, required, argChoices = [] }) =>
          long ? [{ long, summary: description, takesValue: required, choices: argChoices }] : [],
        ),
        { long: "--help", summary: "display help for command", takesValue: false, choices: [] },
      ],
      choices: registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
    },
    ...commands.flatMap((child) => commandTree(child, [...above, child.name()])),
  ];
}
