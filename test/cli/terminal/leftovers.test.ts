import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFileSink } from "../../../packages/cli/src/terminal/sink.ts";

let folder: string;
let out: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "crisscross-leftovers-"));
  out = join(folder, "samples.csv");
});
afterEach(() => rm(folder, { recursive: true }));

const sinkPath = new URL("../../../packages/cli/src/terminal/sink.ts", import.meta.url).href;

/** A process that is writing `out`, and does not end by itself. */
async function startWriter() {
  const script = `const { openFileSink } = await import(${JSON.stringify(sinkPath)});
    await (await openFileSink(${JSON.stringify(out)})).write("half");
    console.log("writing");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

async function kill(child: Awaited<ReturnType<typeof startWriter>>) {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

async function write(text: string) {
  const sink = await openFileSink(out);
  await sink.write(text);
  await sink.keep();
}

describe("a file of an export", () => {
  it("takes with it what an export of the same file left when it was killed", async () => {
    await kill(await startWriter());
    expect(await readdir(folder)).toHaveLength(1);
    await write("whole");
    expect(await readdir(folder)).toEqual(["samples.csv"]);
    expect(await readFile(out, "utf8")).toBe("whole");
  });

  it("leaves alone what another export is writing at the moment", async () => {
    const other = await startWriter();
    const [theirs = ""] = await readdir(folder);
    await write("whole");
    expect((await readdir(folder)).sort()).toEqual(["samples.csv", theirs].sort());
    expect(await readFile(join(folder, theirs), "utf8")).toBe("half");
    await kill(other);
  });

  it("leaves alone what this process is writing at the moment, and nothing an earlier one of its number left", async () => {
    const mine = await openFileSink(out);
    const [name = ""] = await readdir(folder);
    const earlier = `${name.slice(0, -"00000000.part".length)}0badcafe.part`;
    await writeFile(join(folder, earlier), "half");
    await write("whole");
    expect((await readdir(folder)).sort()).toEqual(["samples.csv", name].sort());
    await mine.discard();
    expect(await readdir(folder)).toEqual(["samples.csv"]);
  });

  it.each([
    ["of another file", `other.csv.${hostname()}.4194305.0badcafe.part`],
    ["of another machine", "samples.csv.elsewhere.4194305.0badcafe.part"],
    ["of a name that is no leftover", "samples.csv.4194305.part"],
    ["that a person named so", "samples.csv.notes.part"],
  ])("leaves alone a file %s", async (_, name) => {
    await writeFile(join(folder, name), "kept");
    await write("whole");
    expect((await readdir(folder)).sort()).toEqual(["samples.csv", name].sort());
  });

  it("fails with 1 when it cannot be finished, and leaves nothing", async () => {
    const sink = await openFileSink(out);
    await sink.write("whole");
    await rm(folder, { recursive: true });
    await expect(sink.keep()).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining(`--out: ${out} cannot be written (ENOENT`),
    });
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
    folder = await mkdtemp(join(tmpdir(), "crisscross-leftovers-"));
  });
});
