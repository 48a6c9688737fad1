import { readFileSync } from "node:fs";
import { loadName } from "@crisscross/core/job/load";
import { parseJobSpec } from "@crisscross/core/job/parse-job";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { createProgram } from "../../packages/cli/src/program.ts";
import { run } from "../../packages/cli/src/run.ts";
import { createShell } from "./fake-shell.ts";
import { runCommand } from "./run-command.ts";

const packageJson = JSON.parse(
  readFileSync(new URL("../../packages/cli/package.json", import.meta.url), "utf8"),
) as { version: string };

const allCommands = createProgram(createShell(), [], () => {}).commands.map((command) => command.name());

describe("crisscross", () => {
  it("prints its version", async () => {
    expect(await runCommand(["--version"])).toEqual({
      exitCode: 0,
      stdout: `${packageJson.version}\n`,
      stderr: "",
    });
  });

  it.each([
    [["--help"], ["probe", "up", "npx crisscross probe"]],
    [
      ["probe", "--help"],
      ["--origins", "--deadline", "--json", "Examples:", "Exit codes:", "CRISSCROSS_TOKEN"],
    ],
    [
      ["cancel", "--help"],
      ["<job>", "--api", "--token", "--data", "Examples:"],
    ],
    [
      ["explain", "--help"],
      ["[probe]", "--marks", "--data", "Examples:"],
    ],
    [
      ["export", "--help"],
      ["--format", "--out", "docs/data.md", "Examples:"],
    ],
    [
      ["records", "--help"],
      ["--seed", "--count", "Examples:"],
    ],
    [
      ["logs", "parse", "--help"],
      ["<files...>", "standard input", "Examples:"],
    ],
    [
      ["alarms", "--help"],
      ["[name]", "--watch", "--state", "--data", "Exit codes:", "Examples:"],
    ],
    [
      ["dashboard", "--help"],
      ["--minutes", "--data", "Examples:"],
    ],
    [
      ["deadletters", "--help"],
      ["redrive", "drop", "--region", "--reason", "--data", "Exit codes:", "Examples:"],
    ],
    [
      ["up", "--help"],
      ["--port", "--data", "--regions", "Examples:"],
    ],
  ])("%j explains itself", async (argv, words) => {
    const shell = createShell();
    const exitCode = await run(argv, shell);
    expect({ exitCode, stderr: shell.stderr.text }).toEqual({ exitCode: 0, stderr: "" });
    for (const word of words) expect(shell.stdout.text).toContain(word);
  });

  it.each([
    [[], "Usage: crisscross"],
    [["probe", "--samples", "0"], "--samples: 0 is not accepted; accepted: a whole number from 1 to 100000"],
    [["probe", "--samples", "2.5"], "--samples: 2.5 is not accepted"],
    [["probe", "--samples", "many"], '--samples: "many" is not accepted'],
    [["probe", "--samples", "1e3"], '--samples: "1e3" is not accepted'],
    [["probe", "--samples", "100000"], "at most 1000000 probes per job"],
    [["probe", "--seed", "-1"], "--seed: -1 is not accepted; accepted: a whole number from 0 to 4294967295"],
    [
      ["probe", "--deadline", "99"],
      "--deadline: 99 is not accepted; accepted: a whole number from 100 to 30000",
    ],
    [
      ["probe", "--origins", "mars-1"],
      '--origins: "mars-1" is not accepted; accepted: one of ap-northeast-1',
    ],
    [["probe", "--targets", "us-east-2"], '--targets: "us-east-2" is not accepted; accepted: one of'],
    [["probe", "--origins", "eu-west-2,eu-west-2"], "each at most once"],
    [["probe", "--origins", ""], "at least one"],
    [
      ["probe", "--variants", "naked"],
      '--variants: "naked" is not accepted; accepted: bare, db-get or db-put',
    ],
    [["probe", "--variants", "bare,bare"], "each at most once"],
    [["probe", "--load", "burst"], "--load: a value is missing; accepted: "],
    [
      ["probe", "--origins", "London"],
      '--origins: "London" is not accepted; accepted: one of ap-northeast-1, ap-south-1, us-west-1, sa-east-1, ap-southeast-2, eu-west-2; London is eu-west-2',
    ],
    [["probe", "--targets", "são paulo"], "; Sao Paulo is sa-east-1"],
    [["probe", "--route", "mumbai,eu-west-2"], "; Mumbai is ap-south-1"],
    [["up", "--regions", "Tokyo"], "; Tokyo is ap-northeast-1"],
    [["probe", "--load", "burst:1"], "--load: 1 is not accepted; accepted: a whole number from 2 to 16"],
    [["probe", "--load", "burst"], "burst:SIZE"],
    [["probe", "--load", "burst:4:4"], '--load: "burst:4:4" is not accepted'],
    [
      ["probe", "--load", "sequential:x"],
      '--load: "x" is not accepted; accepted: a whole number from 0 to 60000',
    ],
    [["probe", "--load", "flood:9"], '--load: "flood:9" is not accepted'],
    [
      ["probe", "--load", "burst:8", "--samples", "5"],
      "--samples: 5 is not accepted; accepted: a multiple of",
    ],
    [["probe", "--route", "eu-west-2"], '--route: ["eu-west-2"] is not accepted; accepted: a list of 2 to 5'],
    [["probe", "--route", "eu-west-2,us-west-1", "--origins", "eu-west-2"], "not both"],
    [["probe", "--route", "eu-west-2,us-west-1", "--variants", "bare/direct"], "--variants: "],
    [["probe", "--api", "127.0.0.1:4000", "--token", "t"], '--api: "127.0.0.1:4000" is not accepted'],
    [["probe", "--api", "ftp://a", "--token", "t"], '--api: "ftp://a" is not accepted'],
    [["probe", "--api", "http://127.0.0.1:1"], "--api needs a token: pass --token, or set CRISSCROSS_TOKEN"],
    [["probe", "--api", "http://127.0.0.1:1", "--token", "t", "--samples", "x"], '--samples: "x"'],
    [
      ["probe", "--api", "http://127.0.0.1:1", "--token", "t", "--no-wan"],
      "--no-wan goes without --api; leave one of them out",
    ],
    [
      ["probe", "--api", "http://127.0.0.1:1", "--token", "t", "--no-handshakes"],
      "--no-handshakes goes without --api; leave one of them out",
    ],
    [["up", "--no-wan", "--addresses", "1"], "--addresses goes without --no-wan; leave one of them out"],
    [["up", "--addresses", "0"], '--addresses: "0" is not accepted; accepted: a whole number from 1 to 8'],
    [["up", "--idle-close", "1.25"], '--idle-close: "1.25" is not accepted; accepted: a number from 0 to'],
    [["up", "--weather", "no-such.json"], "--weather: no-such.json cannot be read: "],
    [["up", "--weather", "package.json"], "--weather: package.json: name: "],
    [["up", "--weather", "README.md"], "--weather: README.md is not JSON: "],
    [
      ["up", "--weather", "README.md", "--no-weather"],
      "--weather goes without --no-weather; leave one of them out",
    ],
    [
      ["up", "--no-weather", "--weather", "README.md"],
      "--weather goes without --no-weather; leave one of them out",
    ],
    ...["--no-freeze", "--no-disorder", "--late-filters"].map((option): [string[], string] => [
      ["probe", "--api", "http://127.0.0.1:1", "--token", "t", option],
      `${option} goes without --api; leave one of them out`,
    ]),
    [["probe", "--token", "t"], "--token is for --api"],
    [["export", "j", "--api", "http://127.0.0.1:1"], "--api needs a token"],
    [["logs"], "Usage: crisscross logs"],
    [
      ["records", "--seed", "x"],
      '--seed: "x" is not accepted; accepted: a whole number from 0 to 4294967295',
    ],
    [["records", "--seed", "1", "--count", "0"], '--count: "0" is not accepted'],
    [["up", "--port", "65536"], '--port: "65536" is not accepted; accepted: a whole number from 0 to 65535'],
    [["up", "--regions", "mars-1"], '--regions: "mars-1" is not accepted; accepted: any of ap-northeast-1'],
    [["up", "--regions", "eu-west-2,eu-west-2"], "each at most once"],
  ])("%j is wrong usage: %s", async (argv, words) => {
    const shell = createShell();
    const exitCode = await run(argv, shell);
    expect(shell.stderr.text).toContain(words);
    expect({ exitCode, stdout: shell.stdout.text }).toEqual({ exitCode: 2, stdout: "" });
  });

  it.each([
    [
      ["prob"],
      `"prob": there is no such command; accepted: ${allCommands.join(", ")}. Did you mean probe? npx crisscross`,
    ],
    [["logs", "tail"], '"tail": there is no such command; accepted: parse. npx crisscross logs'],
    [
      ["probe", "--sample", "3"],
      "--sample: there is no such option. Did you mean --samples? npx crisscross probe",
    ],
    [["up", "--o'clock"], "--o'clock: there is no such option. npx crisscross up"],
    [["probe", "extra"], '"extra" is one argument too many; accepted: none. npx crisscross probe'],
    [
      ["explain", "j1", "p", "q"],
      '"q" is one argument too many; accepted: <job> [probe]. npx crisscross explain',
    ],
    [
      ["probe", "--samples"],
      "--samples: no value is given; accepted: --samples <n>, probes per cell (default: 5). npx crisscross probe",
    ],
    [
      ["records"],
      "--seed: no value is given; accepted: --seed <n>, the job's seed (required). npx crisscross records",
    ],
    [["export"], "<job> is missing; accepted: the job's id. npx crisscross export"],
    [
      ["logs", "parse"],
      "<files> is missing; accepted: log files, gzip or not; - for standard input. npx crisscross logs parse",
    ],
    [
      ["export", "j1", "--format", "it's"],
      '--format: "it\'s" is not accepted; accepted: csv, ndjson, json. npx crisscross export',
    ],
    [
      ["probe", "--api", "http://127.0.0.1:1", "--data", "d"],
      "--api goes without --data; leave one of them out. npx crisscross probe",
    ],
  ])("%j is refused in one line, in the words of a refused value", async (argv, words) => {
    const shell = createShell();
    const exitCode = await run(argv, shell);
    expect({ exitCode, stdout: shell.stdout.text }).toEqual({ exitCode: 2, stdout: "" });
    expect(shell.stderr.text).toBe(`crisscross: ${words} --help lists what is accepted\n`);
  });

  it("ends its process with the exit code of wrong usage", async () => {
    const { exitCode, stdout, stderr } = await runCommand(["probe", "--samples", "0"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toBe(
      "crisscross: --samples: 0 is not accepted; accepted: a whole number from 1 to 100000\n",
    );
  });
});

describe("the help", () => {
  it("names the load, deadline, samples and time limit that a job has without them", async () => {
    const shell = createShell();
    await run(["probe", "--help"], shell);
    const spec = parseJobSpec({}, ["eu-west-2"], 0);
    const defaults = {
      load: loadName(spec.load),
      deadline: spec.deadlineMs,
      samples: spec.samples,
      "time-limit": spec.timeLimitMinutes,
      variants: spec.variants.join(","),
    };
    const help = shell.stdout.text.replace(/\n {10,}/g, " ");
    for (const [option, value] of Object.entries(defaults))
      expect(help).toMatch(new RegExp(`--${option} <.*\\(default: ${value}\\)`));
  });

  const commandsBelow = (command: Command, above: readonly string[] = []): [string, Command][] =>
    command.commands.flatMap((child) => {
      const argv = [...above, child.name()];
      return child.commands.length > 0 ? commandsBelow(child, argv) : [[argv.join(" "), child]];
    });

  it.each(commandsBelow(createProgram(createShell(), [], () => {})))(
    "of %s gives each option's default, each exit code and an example",
    async (words, command) => {
      const shell = createShell();
      await run([...words.split(" "), "--help"], shell);
      for (const code of ["  0    ", "  1    ", "  2    "]) expect(shell.stdout.text).toContain(`\n${code}`);
      expect(shell.stdout.text).toMatch(new RegExp(`Examples:\\n(.*\\n)*.*npx crisscross ${words}`));
      const withValue = command.options.filter(({ required }) => required);
      const silent = withValue.filter(
        ({ description, defaultValue, mandatory }) =>
          !(mandatory || defaultValue !== undefined || /\(default: .+\)$|^instead of /.test(description)),
      );
      expect(silent.map(({ flags }) => flags)).toEqual([]);
    },
  );
});
