import type { Argument, Command, Option } from "commander";
import { createProgram } from "../../packages/cli/src/program.ts";
import type { Shell } from "../../packages/cli/src/terminal/shell.ts";

/** docs/cli.md: every command with its arguments, options, exit codes and examples, from its own declaration. */
export async function cliPage(): Promise<string> {
  const names = commandPaths(programToRead());
  const sections: string[] = [];
  for (const path of names) sections.push(await sectionOf(path));
  const index = names.map((path) => `[${path.join(" ")}](#${anchor(path)})`).join(", ");
  return `${head.replace("INDEX", index)}\n${sections.join("\n")}`;
}

/** The program as it is declared, which writes nothing. */
export const programToRead = (): Command =>
  createProgram(
    shellThat(() => {}),
    [],
    () => {},
  );

const head = `# The command

\`npx crisscross COMMAND\`, written by \`npm run cli-docs\` from the declarations of the commands. [The tutorial](tutorial.md) begins from nothing,
and [the how-to](how-to.md) has the usual tasks.

INDEX

**--json.** Wherever it is, stdout has one JSON document and nothing else, the same that the API answers ([api.md](api.md)), or one document a
line where it is repeated. Errors are plain text on stderr then, too.

**Colours.** \`--no-color\`, or the variable \`NO_COLOR\`, leaves them out; \`FORCE_COLOR\` has them also where no terminal is.

**Settings.** What is typed goes before the environment, and that before a file: \`crisscross.json\` in the current folder, or the one that
\`CRISSCROSS_CONFIG\` names. Its schema is [config.schema.json](../packages/cli/config.schema.json); a key that nothing knows is an error. A token
stays out of it: that is \`CRISSCROSS_TOKEN\`. For example:

\`\`\`json
{
  "$schema": "./node_modules/@crisscross/cli/config.schema.json",
  "data": ".crisscross",
  "probe": { "samples": 60, "variants": ["bare", "db-put"] },
  "alarms": { "every": 5 }
}
\`\`\`
`;

async function sectionOf(path: readonly string[]): Promise<string> {
  let help = "";
  const shell = shellThat((text) => {
    help += text;
  });
  const program = createProgram(shell, [], () => {});
  const command = path.reduce<Command>((above, name) => childOf(above, name), program);
  await program.parseAsync([...path, "--help"], { from: "user" }).catch(() => {});
  const after = help.slice(help.indexOf("Exit codes:"));
  const { registeredArguments, options } = command;
  const named = registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`));
  const required = options.filter(({ mandatory }) => mandatory).map(({ flags }) => flags);
  return [
    `## ${path.join(" ")}\n`,
    `\`npx crisscross ${[...path, ...named, ...required].join(" ")}\``,
    "",
    ...command.description().split("\n"),
    "",
    ...notesIn(help),
    ...tableOf("argument", registeredArguments.map(argumentRow)),
    ...tableOf("option", options.map(optionRow)),
    ...afterOf(after),
  ].join("\n");
}

const childOf = (above: Command, name: string): Command => {
  const found = above.commands.find((one) => one.name() === name);
  if (!found) throw new Error(`there is no command ${name}`);
  return found;
};

/** What stands between the options and the exit codes. */
function notesIn(help: string): string[] {
  const from = help.lastIndexOf("display help for command");
  const notes = help.slice(help.indexOf("\n", from), help.indexOf("Exit codes:")).trim();
  return notes === "" ? [] : ["```text", ...notes.split("\n"), "```", ""];
}

function afterOf(after: string): string[] {
  const [codes = "", examples = ""] = after.split("Examples:");
  const rows = codes.matchAll(/^ {2}(\d+) +(.+)$/gm);
  const lines = [...rows].map(([, code, words]) => `| ${code} | ${cell(words ?? "")} |`);
  const shown = examples.split("\n").flatMap((line) => /^ {2}\$ (.*)$/.exec(line)?.[1] ?? []);
  return ["| exit code | means |", "| --- | --- |", ...lines, "", "```sh", ...shown, "```", ""];
}

function tableOf(what: string, rows: readonly [string, string][]): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(([name, words]) => `| \`${name}\` | ${cell(words)} |`);
  return [`| ${what} | is |`, "| --- | --- |", ...lines, ""];
}

const argumentRow = (argument: Argument): [string, string] => [
  argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  argument.description + choicesOf(argument.argChoices),
];

const optionRow = ({ flags, description, argChoices, defaultValue, negate }: Option): [string, string] => {
  const isSaid = negate || defaultValue === undefined || description.includes("(default");
  return [flags, description + choicesOf(argChoices) + (isSaid ? "" : ` (default: ${String(defaultValue)})`)];
};

const choicesOf = (choices: readonly string[] | undefined): string =>
  choices ? `: ${choices.join(", ")}` : "";

/** A line break or a bar would end a cell of the table. */
const cell = (text: string): string =>
  text.replaceAll("|", "\\|").replaceAll("\n", " ").replaceAll("<", "&lt;");

const anchor = (path: readonly string[]): string => path.join("-");

function commandPaths(command: Command, above: readonly string[] = []): string[][] {
  return command.commands.flatMap((child) => {
    const path = [...above, child.name()];
    return child.commands.length > 0 ? commandPaths(child, path) : [path];
  });
}

function shellThat(write: (text: string) => void): Shell {
  const screen = {
    write(text: string) {
      write(text);
      return true;
    },
  } as unknown as Shell["stdout"];
  return { stdout: screen, stderr: screen, env: {}, interrupted: new AbortController().signal };
}
