import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const module = import.meta.resolve("@crisscross/local/lambda/workplace");

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "crisscross-parent-"));
});
afterEach(() => rm(parent, { recursive: true }));

/** A process that holds a workplace until its input ends or it is killed. */
async function start() {
  const script = `const { openWorkplace } = await import(${JSON.stringify(module)}); const place = openWorkplace(); console.log(place.directory); process.stdin.resume().on("end", () => place.remove());`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    env: { ...process.env, TMPDIR: parent },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  const gone = once(child, "close");
  return {
    directory: line.trim(),
    end: () => {
      child.stdin.end();
      return gone;
    },
    kill: () => {
      child.kill("SIGKILL");
      return gone;
    },
  };
}

describe("the temporary folder of a local cloud", () => {
  it("is removed by the next start when its owner was killed, and never while he lives", async () => {
    const killed = await start();
    const alive = await start();
    await writeFile(join(killed.directory, "bundle.mjs"), "");
    await writeFile(join(alive.directory, "bundle.mjs"), "");
    await killed.kill();
    const next = await start();
    const names = async () => (await readdir(parent)).map((name) => join(parent, name)).sort();
    expect(await names()).toEqual([alive.directory, next.directory].sort());
    expect(await readdir(alive.directory)).toContain("bundle.mjs");
    await alive.end();
    await next.end();
    expect(await names()).toEqual([]);
  });

  it("leaves alone what it cannot know the owner of: other names, links, folders without a lock", async () => {
    const other = join(parent, "crisscross-lambda-old");
    await mkdir(other);
    await mkdir(join(parent, "crisscross-data"));
    await symlink(other, join(parent, "crisscross-lambda-link"));
    const place = await start();
    await place.end();
    expect((await readdir(parent)).sort()).toEqual([
      "crisscross-data",
      "crisscross-lambda-link",
      "crisscross-lambda-old",
    ]);
  });

  it.runIf(process.getuid?.() === 0)("leaves alone another user's", async () => {
    const killed = await start();
    await killed.kill();
    await chown(killed.directory, 65_534, 65_534);
    const place = await start();
    await place.end();
    expect((await readdir(parent)).map((name) => join(parent, name))).toEqual([killed.directory]);
  });
});
