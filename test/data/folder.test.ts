import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { takeLock } from "@crisscross/local/service/owner-lock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkFolder } from "../../packages/cli/src/cloud/check-folder.ts";
import { openDataFolder } from "../../packages/cli/src/cloud/data-folder.ts";
import { run } from "../../packages/cli/src/run.ts";
import { createShell } from "../cli/fake-shell.ts";

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "crisscross-folder-"));
});
afterEach(() => rm(parent, { recursive: true }));

const commands = [
  ["up"],
  ["probe"],
  ["cancel", "j1"],
  ["explain", "j1"],
  ["export", "j1"],
  ["alarms"],
  ["dashboard"],
];

async function snapshot(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.map((entry) => join(entry.parentPath, entry.name)).sort();
}

describe.each(commands)("%s --data", (...command) => {
  const words = "accepted: a folder that crisscross has made, an empty one, or a new name";

  async function refused(given: string, why: string): Promise<void> {
    const before = [await snapshot(parent), await snapshot(".crisscross").catch(() => [])];
    const shell = createShell();
    expect(await run([...command, "--data", given], shell)).toBe(2);
    expect(shell.stdout.text).toBe("");
    expect(shell.stderr.text).toBe(
      `crisscross: --data: ${JSON.stringify(given)} is not accepted: ${why}; ${words}\n`,
    );
    expect([await snapshot(parent), await snapshot(".crisscross").catch(() => [])]).toEqual(before);
  }

  it("refuses no name", () => refused("", "it names no folder"));

  it("refuses a file, and what would lie in one", async () => {
    const file = join(parent, "file");
    await writeFile(file, "");
    await refused(file, "it is a file, or lies in one");
    await refused(join(file, "below"), "it is a file, or lies in one");
  });

  it("refuses another program's folder, and a format that it does not know", async () => {
    await writeFile(join(parent, "package.json"), "{}");
    await refused(parent, 'it holds "package.json" and no crisscross.json, so it is not crisscross\'s');
    await writeFile(join(parent, "crisscross.json"), '{"format":2}');
    await refused(parent, "its crisscross.json says format 2, and this version of crisscross reads format 1");
    await writeFile(join(parent, "crisscross.json"), "");
    await refused(parent, "its crisscross.json cannot be read (SyntaxError: Unexpected end of JSON input)");
  });
});

/** Every name with its type and mode, and what the files hold. */
async function photograph(folder: string): Promise<unknown[]> {
  const paths = [folder, ...(await snapshot(folder))];
  return Promise.all(
    paths.map(async (path) => {
      const stats = await lstat(path);
      return [path, stats.mode.toString(8), stats.isFile() ? await readFile(path, "utf8") : ""];
    }),
  );
}

/** Contents of a folder: what files hold, and folders as undefined. */
type Tree = Record<string, string | undefined>;
const oldToken = `${"t".repeat(32)}\n`;
const marker = '{"what":"data of crisscross\'s local cloud","format":1}';
const foreign: [string, Tree, string][] = [
  ["an api", { api: "mine" }, 'it holds "api" and no crisscross.json'],
  ["a project called api", { api: undefined, "api/src": undefined, "api/src/a.ts": "" }, 'it holds "api"'],
  ["a secret called token", { token: "sk-live-0123456789012345678901234" }, 'it holds "token"'],
  ["a token as long as ours", { token: oldToken }, 'it holds "token"'],
  [
    "DynamoDB Local",
    { dynamodb: undefined, "dynamodb/shared-local-instance.db": "x" },
    'it holds "dynamodb"',
  ],
  ["a lock", { lock: "4711" }, 'it holds "lock"'],
  ["an empty lock", { lock: "" }, 'it holds "lock"'],
  ["what looks half-written", { "token.00000000.tmp": "half" }, 'it holds "token.00000000.tmp"'],
  ["a file called messaging", { token: oldToken, messaging: "" }, 'it holds "'],
  [
    "an old folder's api that is a folder",
    { token: oldToken, messaging: undefined, api: undefined },
    'its "api" is no file',
  ],
  [
    "an old folder's api that says something else",
    { token: oldToken, messaging: undefined, api: "mine" },
    'its "api" is not what',
  ],
  [
    "an old folder's dynamodb that is a file",
    { token: oldToken, messaging: undefined, dynamodb: "" },
    'its "dynamodb" is no folder',
  ],
  [
    "a marked folder's api that is a folder",
    { "crisscross.json": marker, api: undefined },
    'its "api" is no file',
  ],
  [
    "a marker that is a folder",
    { "crisscross.json": undefined, api: "mine" },
    'its "crisscross.json" is no file',
  ],
  [
    "another program's crisscross.json",
    { "crisscross.json": '{"format":1}', api: "mine" },
    "its crisscross.json is another program's",
  ],
];

describe.each(foreign)("a folder with %s", (_, tree, why) => {
  it.each([["up"], ["probe"], ["alarms"]])("is left to the byte and mode by %s", async (command) => {
    for (const [path, text] of Object.entries(tree))
      if (text === undefined) await mkdir(join(parent, path), { mode: 0o755 });
      else await writeFile(join(parent, path), text, { mode: 0o644 });
    await chmod(parent, 0o755);
    const before = await photograph(parent);
    const shell = createShell();
    expect(await run([command, "--data", parent], shell)).toBe(2);
    expect(shell.stdout.text).toBe("");
    expect(shell.stderr.text).toMatch(/^crisscross: --data: .* is not accepted: .*\n$/);
    expect(shell.stderr.text).toContain(why);
    expect(await photograph(parent)).toEqual(before);
  });
});

describe("a data folder that cannot be written", () => {
  it("is refused in one line before anything is written", async () => {
    const folder = join(parent, "read-only");
    await mkdir(folder, { mode: 0o555 });
    await chmod(parent, 0o755);
    await chmod(folder, 0o555);
    // To root every folder is writable: the check is run as somebody else, who need not be able to read its source.
    const isRoot = process.getuid?.() === 0;
    const leave = isRoot ? "process.setgid(65534), process.setuid(65534), " : "";
    const check = fileURLToPath(new URL("../../packages/cli/src/cloud/check-folder.ts", import.meta.url));
    const script = `import(${JSON.stringify(check)}).then((m) => (${leave}m.checkFolder(process.argv[1], "make"))).catch((e) => console.log(e.exitCode + " " + e.message))`;
    for (const [given, why] of [
      [folder, isRoot ? "it belongs to another user" : "it cannot be written (EACCES)"],
      [join(folder, "new"), `${folder} cannot be written (EACCES)`],
    ] as const) {
      const { stdout } = spawnSync(process.execPath, ["-e", script, given], { encoding: "utf8" });
      expect(stdout).toContain(
        `2 --data: ${JSON.stringify(given)} is not accepted: ${why}; accepted: a folder`,
      );
    }
    expect(await readdir(folder)).toEqual([]);
  });
});

it.runIf(process.getuid?.() === 0)("refuses another user's folder to root as well", async () => {
  const folder = join(parent, "nobody's");
  await mkdir(folder, { mode: 0o700 });
  await chown(folder, 65_534, 65_534);
  expect(() => checkFolder(folder, "make")).toThrow("it belongs to another user");
});

// Node's own recursive mkdir never comes back from there.
it.runIf(existsSync("/proc/self"))(
  "says so when folders cannot be made in what seems to be writable",
  async () => {
    await expect(openDataFolder("/proc/crisscross/data")).rejects.toMatchObject({
      exitCode: expect.any(Number),
    });
  },
);

describe("openDataFolder", () => {
  it("marks a new folder, and lets nobody else have it while it is held", async () => {
    const given = join(parent, "new", "data");
    const folder = await openDataFolder(given);
    expect(JSON.parse(await readFile(join(given, "crisscross.json"), "utf8"))).toMatchObject({ format: 1 });
    await expect(openDataFolder(given)).rejects.toThrow(
      `--data: another crisscross holds ${given}, and does not answer`,
    );
    await folder.noteAddress("http://127.0.0.1:1");
    await folder.release();
    expect(await readdir(given)).not.toContain("api");
    const again = await openDataFolder(given);
    expect([again.token, again.proofKey, again.credentials]).toEqual([
      folder.token,
      folder.proofKey,
      folder.credentials,
    ]);
    await again.release();
  });

  it("takes a folder of a version without the marker, and forgets where a killed cloud answered", async () => {
    await writeFile(join(parent, "token"), `${"t".repeat(32)}\n`);
    await writeFile(join(parent, "api"), "http://127.0.0.1:1\n");
    // What it left on a full disk.
    await writeFile(join(parent, "aws-credentials"), "");
    await mkdir(join(parent, "messaging"));
    await writeFile(join(parent, "samples.csv"), "");
    const folder = await openDataFolder(parent);
    expect(folder.token).toBe("t".repeat(32));
    expect(await readdir(parent)).not.toContain("api");
    expect(await readdir(parent)).toContain("crisscross.json");
    await folder.release();
  });

  it("takes from others what they could read, and creates nothing for them", async () => {
    await (await openDataFolder(parent)).release();
    const before = process.umask(0);
    const nested = join(parent, "dynamodb", "eu-west-2");
    await mkdir(nested, { recursive: true, mode: 0o777 });
    await writeFile(join(nested, "000003.log"), "", { mode: 0o666 });
    await writeFile(join(parent, `token.${"0".repeat(8)}.tmp`), "half", { mode: 0o666 });
    const other = await mkdtemp(join(tmpdir(), "crisscross-other-"));
    await chmod(other, 0o755);
    await symlink(other, join(nested, "link"));
    await chmod(parent, 0o777);
    const folder = await openDataFolder(parent);
    await writeFile(join(parent, "dynamodb", "later"), "");
    const modes = await Promise.all(
      (await snapshot(parent)).map(async (path) => [path, await stat(path)] as const),
    );
    for (const [path, stats] of [...modes, [parent, await stat(parent)] as const])
      if (!path.endsWith("link"))
        expect([path, (stats.mode & 0o777).toString(8)]).toEqual([path, stats.isDirectory() ? "700" : "600"]);
    expect(modes.length).toBeGreaterThan(8);
    expect(await readdir(parent)).not.toContain(`token.${"0".repeat(8)}.tmp`);
    expect((await stat(other)).mode & 0o777).toBe(0o755);
    await rm(other, { recursive: true });
    await folder.release();
    process.umask(before);
  });

  it("fails on every write of its own in words, and works on that folder afterwards", () => {
    const script = fileURLToPath(new URL("fixtures/kth-write.ts", import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, [script], { encoding: "utf8" });
    expect(stderr).toBe("");
    const outcomes = JSON.parse(stdout) as Record<"write" | "error" | "next", string>[];
    const files = ["crisscross.json", "token", "proof-key", "aws-credentials", "api"];
    const steps = files.flatMap((file) =>
      ["open", "writeFile", "sync", "rename"].map((step) => `${step} ${file}`),
    );
    expect(outcomes.map(({ write }) => write)).toEqual(["mkdir ", ...steps]);
    for (const { write, error, next } of outcomes) {
      const [, file] = write.split(" ");
      expect(error).toContain(`--data: ${file || "lock"} in `);
      expect(error).toContain("cannot be written (ENOSPC: no space left on device");
      expect(error).toContain("make room on its disk");
      expect(next).toBe("opened");
    }
    expect(outcomes.every((outcome) => (outcome as { exitCode?: number }).exitCode === 1)).toBe(true);
  });
});

describe("the lock of a folder", () => {
  it("is given back by a process that is killed", async () => {
    const file = join(parent, "lock");
    const module = import.meta.resolve("@crisscross/local/service/owner-lock");
    const script = `const { takeLock } = await import(${JSON.stringify(module)}); takeLock(${JSON.stringify(file)}); process.kill(process.pid, "SIGKILL")`;
    expect(takeLock(file, "existing")).toBe("missing");
    const { signal } = spawnSync(process.execPath, ["--input-type=module", "-e", script]);
    expect(signal).toBe("SIGKILL");
    const lock = takeLock(file, "existing");
    expect(takeLock(file)).toBe("busy");
    if (typeof lock !== "string") lock.release();
    expect(await readdir(parent)).toEqual(["lock"]);
    expect((await stat(file)).size).toBe(0);
  });
});
