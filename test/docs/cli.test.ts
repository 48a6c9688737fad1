import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { cliPage, programToRead } from "../../scripts/cli-docs/page.ts";

it("docs/cli.md says what the declarations of the commands say", async () => {
  const page = readFileSync(new URL("../../docs/cli.md", import.meta.url), "utf8");
  expect(page, "run: npm run cli-docs").toBe(await cliPage());
});

it("has every option and the exit codes of every command", async () => {
  const sections = (await cliPage()).split(/^## /m).slice(1);
  expect(sections.length).toBeGreaterThan(programToRead().commands.length);
  for (const section of sections) {
    expect(section).toMatch(/^\| 0 \| \S/m);
    expect(section).toMatch(/^\| 2 \| wrong usage/m);
    expect(section).toMatch(/^```sh\n.*npx crisscross /m);
  }
});
