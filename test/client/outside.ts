import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../..");
const run = promisify(execFile);

/** A project outside the workspace that has installed what `npm pack` makes of the client. */
export interface Outside {
  write(name: string, text: string): Promise<void>;
  /** What the type checker says of the project's files; empty when all is well. */
  check(): Promise<string>;
  /** Runs a file, and gives what it printed. Rejects when it fails. */
  run(name: string, env: Readonly<Record<string, string>>): Promise<string>;
  remove(): Promise<void>;
}

const compilerOptions = {
  ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true },
  ...{ module: "nodenext", target: "es2024", types: ["node"] },
};

export async function installOutside(): Promise<Outside> {
  // The real one: modules are looked for where a link leads.
  const folder = await realpath(await mkdtemp(join(tmpdir(), "crisscross-outside-")));
  const modules = join(folder, "node_modules");
  await unpack(folder, join(modules, "@crisscross/client"));
  await copyDependencies(join(modules, "@crisscross/client"), modules);
  await mkdir(join(modules, "@types"));
  await symlink(join(root, "node_modules/@types/node"), join(modules, "@types/node"), "junction");
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  await write("package.json", JSON.stringify({ name: "outside", private: true, type: "module" }));
  await write("tsconfig.json", JSON.stringify({ compilerOptions }));
  return {
    write,
    check: () =>
      run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]).then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => stdout,
      ),
    run: async (name, env) =>
      (await run(process.execPath, [join(folder, name)], { cwd: folder, env: { ...process.env, ...env } }))
        .stdout,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** As npm installs a package: packed and unpacked, with what package.json leaves out left out. */
async function unpack(folder: string, into: string): Promise<void> {
  const flags = ["--json", "--offline", "--silent", "--pack-destination", folder];
  const { stdout } = await run("npm", ["pack", ...flags], { cwd: join(root, "packages/client") });
  const [packed] = JSON.parse(stdout) as [{ filename: string }];
  await mkdir(into, { recursive: true });
  await run("tar", ["-xzf", join(folder, packed.filename), "-C", into, "--strip-components", "1"]);
}

/** What a package depends on, and what that depends on, from the workspace: no registry is asked. */
async function copyDependencies(of: string, modules: string): Promise<void> {
  const { dependencies = {} } = JSON.parse(await readFile(join(of, "package.json"), "utf8"));
  for (const name of Object.keys(dependencies)) {
    await cp(join(root, "node_modules", name), join(modules, name), { recursive: true });
    await copyDependencies(join(modules, name), modules);
  }
}
