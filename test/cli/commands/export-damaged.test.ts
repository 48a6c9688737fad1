import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../../../packages/cli/src/run.ts";
import { serve } from "../fake-api.ts";
import { createShell } from "../fake-shell.ts";
import { viewOf } from "../job-views.ts";

it("an export that leaves damaged blocks out is kept, says which, and fails", async () => {
  const folder = await mkdtemp(join(tmpdir(), "crisscross-damaged-"));
  const out = join(folder, "samples.csv");
  const names = Array.from({ length: 12 }, (_, block) => `eu-west-2.${block}`);
  const { url } = await serve([
    { body: { ...viewOf({ ok: 8 }), state: "complete" } },
    { headers: { "crisscross-damaged": names.join(", ") }, body: "" },
  ]);
  const shell = createShell();
  expect(await run(["export", "j1", "--api", url, "--token", "t", "--out", out], shell)).toBe(1);
  expect(await readFile(out, "utf8")).toBe('""');
  expect(shell.stderr.text).toContain(
    `is not whole: 12 blocks are damaged and left out (${names.slice(0, 10).join(", ")} and 2 more); it has 0 of 8 planned probes`,
  );
  await rm(folder, { recursive: true });
});
