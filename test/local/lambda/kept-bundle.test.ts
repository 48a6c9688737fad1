import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildKept } from "@crisscross/local/lambda/kept-bundle";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "crisscross-kept-"));
  await writeFile(join(folder, "main.js"), 'export { said } from "./part.js";');
  await writeFile(join(folder, "part.js"), 'export const said = "one";');
});
afterEach(() => rm(folder, { recursive: true }));

let built = 0;
async function bundle(options: { minify?: boolean } = {}): Promise<string> {
  const outfile = join(folder, `out-${built++}.mjs`);
  const entryPoints = [join(folder, "main.js")];
  const build = {
    entryPoints,
    absWorkingDir: folder,
    bundle: true,
    format: "esm",
    outfile,
    ...options,
  } as const;
  await buildKept(build, join(folder, "kept"));
  return readFile(outfile, "utf8");
}

/** Marks what is kept, so that one can see whether it was taken. */
async function markKept(): Promise<void> {
  for (const name of await readdir(join(folder, "kept")))
    if (name.endsWith(".mjs")) await writeFile(join(folder, "kept", name), "// kept\n");
}

describe("a kept bundle", () => {
  it("is taken as long as its sources are what they were", async () => {
    expect(await bundle()).toContain('"one"');
    await markKept();
    expect(await bundle()).toBe("// kept\n");
  });

  it("is built again when a source that is only imported has changed, or is gone", async () => {
    await bundle();
    await markKept();
    await writeFile(join(folder, "part.js"), 'export const said = "another";');
    expect(await bundle()).toContain('"another"');
    await rm(join(folder, "part.js"));
    await expect(bundle()).rejects.toThrow(/part\.js/);
  });

  it("is not needed: where none can be kept, each is built", async () => {
    await writeFile(join(folder, "kept"), "a file");
    expect(await bundle()).toContain('"one"');
    expect(await bundle()).toContain('"one"');
    expect(await readFile(join(folder, "kept"), "utf8")).toBe("a file");
  });

  it("is of the options it was built with", async () => {
    await bundle();
    await markKept();
    expect(await bundle({ minify: true })).toContain('"one"');
  });
});
