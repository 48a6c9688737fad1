import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDataFolder, takeFolder } from "../../packages/cli/src/cloud/data-folder.ts";

it("a folder that another holds is waited for, and had once it is released", async () => {
  const given = await mkdtemp(join(tmpdir(), "crisscross-taken-"));
  const folder = await openDataFolder(given);
  let waits = 0;
  const taken = await takeFolder(given, async () => {
    waits++;
    if (waits === 3) await folder.release();
  });
  if (!("folder" in taken)) throw new Error("no cloud runs there");
  expect([waits, taken.folder.token]).toEqual([3, folder.token]);
  await taken.folder.release();
  await rm(given, { recursive: true });
});
