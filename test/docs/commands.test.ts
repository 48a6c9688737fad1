import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isRegion } from "@crisscross/core/job/regions";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { commandsByPath } from "../../packages/cli/src/config/settable.ts";
import { readJobOptions } from "../../packages/cli/src/job/job-options.ts";
import { createProgram } from "../../packages/cli/src/program.ts";
import { createShell } from "../cli/fake-shell.ts";
import { probeRegions } from "../infrastructure/stack.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const pages = [
  ...["README.md", "CONTRIBUTING.md"],
  ...readdirSync(new URL("docs", root)).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
];
const scripts = Object.keys(JSON.parse(read("package.json")).scripts);

const paths = new Set(commandsByPath(createProgram(createShell(), [], () => {})).keys());
const isName = (code: string): boolean => paths.has(code.replace(/^npx crisscross /, ""));

/** The lines of a page's code blocks, and its code within sentences, that are commands of ours. */
function commandsIn(text: string): string[] {
  const fences = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  const blocks = fences.flatMap(([, language = "", block = ""]) =>
    ["", "sh"].includes(language) ? block.replaceAll("\\\n", " ").split("\n") : [],
  );
  const sentences = text.replaceAll(/^```\w*\n[\s\S]*?^```$/gm, "");
  // A sentence may name a command without giving its arguments.
  const inline = [...sentences.matchAll(/`([^`]+)`/g)].flatMap(([, code = ""]) =>
    isName(code) ? [] : [code],
  );
  return [...blocks, ...inline].flatMap((line) =>
    line
      .replace(/ +# .*$/, "")
      .split(/ (?:&&|\|) /)
      .map((command) => command.trim())
      .filter((command) => /^(?:[A-Z_]+=\S+ )*(?:npx crisscross|npm run|node scripts)\b/.test(command)),
  );
}

/** Words as a shell makes them, up to where it writes its output elsewhere. */
const wordsOf = (command: string): string[] =>
  (command.replace(/ >>? .*$/, "").match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map((word) =>
    word.replaceAll(/^['"]|['"]$/g, ""),
  );

/** Has the program read a command line, without running it. Rejects what the program would refuse. */
async function parse(argv: readonly string[]): Promise<void> {
  const program = createProgram(createShell(), argv, () => {});
  const leaves = (command: Command): Command[] =>
    command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);
  for (const leaf of leaves(program))
    leaf.action(() => {
      if (leaf.name() === "probe") readJobOptions(leaf.opts(), probeRegions.filter(isRegion));
    });
  await program.parseAsync(argv, { from: "user" });
}

async function faultOf(command: string): Promise<string[]> {
  const words = wordsOf(command.replace(/^(?:[A-Z_]+=\S+ )*/, ""));
  const [tool, name = "", ...rest] = words;
  if (tool === "npm") return scripts.includes(rest[0] ?? "") ? [] : [`${command}: no such script`];
  if (tool === "node") return existsSync(new URL(name, root)) ? [] : [`${command}: no such file`];
  // What stands for any command, or for any value, is no command line.
  if (rest.length === 0 || /…|COMMAND|--help$|<\w+>|\[\w+\]/.test(command)) return [];
  return parse(rest).then(
    () => [],
    (error: Error) => [`${command}: ${error.message}`],
  );
}

describe("every command in the documents", () => {
  it.each(pages)("is one that the program, or npm, takes: %s", async (page) => {
    const faults = await Promise.all(commandsIn(read(page)).map(faultOf));
    expect(faults.flat()).toEqual([]);
  });

  it("is found: in blocks, behind a pipe, and in sentences", () => {
    const text =
      "Run `npx crisscross up --data d`, not `npx crisscross export`:\n\n```\nA=1 npx crisscross probe   # why\naws x | npx crisscross logs parse -\n```\n";
    expect(commandsIn(text)).toEqual([
      "A=1 npx crisscross probe",
      "npx crisscross logs parse -",
      "npx crisscross up --data d",
    ]);
    expect(commandsIn(read("docs/tutorial.md")).length).toBeGreaterThan(5);
    expect(commandsIn(read("docs/cli.md")).length).toBeGreaterThan(20);
  });

  it.each([
    ["npx crisscross probe --sample 3", "there is no such option"],
    ["npx crisscross explain", "<job> is missing"],
    ["npx crisscross probe --origins mars-1 --data d", '--origins: "mars-1" is not accepted'],
    ["npm run nothing", "no such script"],
  ])("would be told where it is wrong: %s", async (command, words) => {
    expect(await faultOf(command)).toEqual([expect.stringContaining(words)]);
  });
});
