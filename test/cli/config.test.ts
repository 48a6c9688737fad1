import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyConfig } from "../../packages/cli/src/config/apply-config.ts";
import { configSchema } from "../../packages/cli/src/config/config-schema.ts";
import { createProgram } from "../../packages/cli/src/program.ts";
import { wholeNumber } from "../../packages/cli/src/terminal/option-values.ts";
import { tagsUpTo } from "../../packages/cli/src/terminal/tag-option.ts";
import { serve } from "./fake-api.ts";
import { createShell, runIn } from "./fake-shell.ts";

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "crisscross-config-"));
  file = join(folder, "crisscross.json");
});
afterAll(() => rm(folder, { recursive: true }));

/** The options that a command gets of a file, of what was typed, and of the environment. */
async function optionsOf(document: unknown, argv: readonly string[], env: Record<string, string> = {}) {
  await writeFile(file, JSON.stringify(document));
  const shell = createShell({ CRISSCROSS_CONFIG: file, CRISSCROSS_DATA: "", ...env });
  let options: Record<string, unknown> = {};
  const program = new Command("crisscross").exitOverride();
  program
    .command("go")
    .option("--api <url>", "an API")
    .option("--token <token>", "its token")
    .option("--data <dir>", "a folder")
    .option("--samples <n>", "how many")
    .option("--every <n>", "how often", wholeNumber(1, 9))
    .option("--tag <key=value>", "tags", tagsUpTo)
    .option("--detail", "more")
    .option("--json", "a document")
    .option("--no-color", "no colours")
    .action((given) => {
      options = given;
    });
  program.hook("preAction", (_, command) => applyConfig(program, command, shell));
  await program.parseAsync(["go", ...argv], { from: "user" });
  return options;
}

describe("a configuration file", () => {
  it("says what was not typed, for one command or for all that have it", async () => {
    const document = { data: "d", color: false, go: { samples: 60, every: "5", detail: true } };
    expect(await optionsOf(document, [])).toEqual({
      ...{ data: "d", color: false, samples: "60", every: 5, detail: true },
    });
  });

  it("goes behind what is typed, and behind the environment", async () => {
    const document = { data: "d", color: true, go: { samples: 60, data: "own" } };
    expect(await optionsOf(document, ["--samples", "5"])).toMatchObject({ samples: "5", data: "own" });
    expect(await optionsOf(document, [], { CRISSCROSS_DATA: "e" })).not.toHaveProperty("data");
    expect(await optionsOf({ color: false }, [], { FORCE_COLOR: "1" })).toMatchObject({ color: true });
  });

  it("names no other API than the one that was typed", async () => {
    expect(await optionsOf({ data: "d" }, ["--api", "http://a"])).toEqual({ api: "http://a", color: true });
  });

  it("may hold lists: for an option that is given again and again, or with commas between", async () => {
    const { tag, samples } = await optionsOf({ go: { tag: ["a=1", "b=2"], samples: ["x", "y"] } }, []);
    expect(Object.fromEntries(tag as Iterable<[string, string]>)).toEqual({ a: "1", b: "2" });
    expect(samples).toBe("x,y");
  });

  it.each([
    [{ gone: {} }, "gone: there is no such setting of crisscross; accepted: api, data, color, go"],
    [{ go: { sample: 3 } }, "go.sample: there is no such setting of go; accepted: "],
    [{ go: { token: "t" } }, "go.token: there is no such setting of go; accepted: "],
    [{ go: { json: true } }, "go.json: there is no such setting of go"],
    [{ go: 3 }, "go: 3 is not accepted; accepted: an object"],
    [{ go: { detail: "yes" } }, 'go.detail: "yes" is not accepted; accepted: true or false'],
    [{ go: { samples: { n: 3 } } }, 'go.samples: {"n":3} is not accepted; accepted: a text, a number'],
    [{ data: [true] }, "data: [true] is not accepted"],
    [[], "is not accepted; accepted: a JSON object"],
  ])("is refused where it says what nothing knows: %j", async (document, words) => {
    await expect(optionsOf(document, [])).rejects.toThrow(words);
    await expect(optionsOf(document, [])).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe("crisscross with a configuration file", () => {
  const run = async (document: unknown, argv: readonly string[], env = {}) => {
    await writeFile(file, typeof document === "string" ? document : JSON.stringify(document));
    return runIn(createShell({ CRISSCROSS_CONFIG: file, CRISSCROSS_TOKEN: "t", ...env }), argv);
  };

  it("asks the API that it names", async () => {
    const { url, seen } = await serve([{ body: { tokens: [] } }]);
    const { exitCode, stderr } = await run({ api: url, "token list": { color: false } }, ["token", "list"]);
    expect({ exitCode, stderr, seen }).toEqual({ exitCode: 0, stderr: "", seen: ["GET /v1/tokens"] });
  });

  it.each([
    ["{", "cannot be read: "],
    [
      { alarms: { every: 0 } },
      'alarms.every: --every: "0" is not accepted; accepted: seconds from 0.1 to 9999',
    ],
    [{ probes: {} }, "probes: there is no such setting of crisscross; accepted: api, data, color, probe, up"],
  ])("is wrong usage where the file is: %j", async (document, words) => {
    const { exitCode, stdout, stderr } = await run(document, ["alarms"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(`crisscross: ${file}`);
    expect(stderr).toContain(words);
  });

  it("cannot do without a file that the environment names", async () => {
    const shell = createShell({ CRISSCROSS_CONFIG: join(folder, "none.json") });
    const { exitCode, stderr } = await runIn(shell, ["alarms"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("none.json cannot be read: ENOENT");
  });

  it("has a published schema, which is that of the commands", async () => {
    const path = new URL("../../packages/cli/config.schema.json", import.meta.url);
    const schema = configSchema(createProgram(createShell(), [], () => {}));
    expect(JSON.parse(await readFile(path, "utf8")), "run: npm run cli-docs").toEqual(schema);
    const { properties } = schema as { properties: Record<string, { properties?: Record<string, unknown> }> };
    expect(properties.probe?.properties).toHaveProperty("samples");
    expect(properties["logs tail"]?.properties).toHaveProperty("stage");
    expect(JSON.stringify(schema)).not.toMatch(/"(token|json)":/);
  });
});
