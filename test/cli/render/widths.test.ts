import type { Server } from "node:http";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateJob, jobId } from "../../export/generated-job.ts";
import { serveApi } from "../../export/serve-api.ts";
import { serve } from "../fake-api.ts";
import { createShell, runIn } from "../fake-shell.ts";
import { alarmDetail, alarmList, dashboard, job, matrix } from "../hostile-answers.ts";
import { documentOf, everyCell } from "../matrix-documents.ts";

const widths = [60, 72, 79, 80, 81, 100, 120, 140];

let truthful: { url: string; server: Server };
beforeAll(async () => {
  truthful = await serveApi(generateJob(5));
});
afterAll(() => truthful.server.close());

async function page(columns: number, argv: readonly string[], url: string) {
  const shell = createShell({ CRISSCROSS_TOKEN: "t", FORCE_COLOR: "1" });
  for (const screen of [shell.stdout, shell.stderr]) Object.assign(screen, { isTTY: true, columns });
  const { stdout } = await runIn(shell, [...argv, "--api", url]);
  return stripVTControlCharacters(stdout);
}

const following = [{ body: job }, { body: documentOf(everyCell, { id: job.id }) }];
const failing = [{ body: job }, { body: matrix }];
const pages: readonly [string[], Parameters<typeof serve>[0] | undefined][] = [
  [["probe"], following],
  [["probe", "--detail"], following],
  [["probe", "--detail"], failing],
  [["probe", "--measures"], following],
  [["cancel", "j1"], [{ body: job }]],
  [["explain", jobId], undefined],
  [["explain", jobId, "--ranges"], undefined],
  [["explain", jobId, "ap-south-1.0", "--marks"], undefined],
  [["alarms", "--all"], [{ body: alarmList }]],
  [["alarms", "poison"], [{ body: alarmDetail }]],
  [["dashboard"], [{ body: dashboard }]],
  [["dashboard", "--all"], [{ body: dashboard }]],
];

describe("data on a narrow terminal", () => {
  it.each([
    [["explain", jobId, "--json"]],
    [["explain", jobId, "ap-south-1.0", "--json"]],
    [["export", jobId]],
    [["export", jobId, "--format", "ndjson"]],
    [["export", jobId, "--format", "json"]],
  ])("is not broken: %j", async (argv) => {
    expect(await page(60, argv, truthful.url)).toBe(await page(1_000_000, argv, truthful.url));
  });
});

describe.each(pages)("%j on a terminal", (argv, answers) => {
  it.each(widths)("of %i columns has no line that it would break inside a word", async (columns) => {
    const url = answers ? (await serve(answers)).url : truthful.url;
    const lines = (await page(columns, argv, url)).split("\n");
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
  });

  it("breaks no word at any width: what stands on a narrow page stands on a wide one", async () => {
    const wordsAt = async (columns: number) => {
      const url = answers ? (await serve(answers)).url : truthful.url;
      return new Set((await page(columns, argv, url)).match(/\p{L}[\p{L}\d-]{3,}/gu) ?? []);
    };
    const wide = await wordsAt(1_000);
    for (const columns of widths)
      expect(
        [...(await wordsAt(columns))].filter((word) => !wide.has(word)),
        `${columns}`,
      ).toEqual([]);
  });
});
