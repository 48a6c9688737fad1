import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { placeOf } from "@crisscross/core/job/regions";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { showCount, showMs } from "../../../packages/web/src/words/figures.ts";
import { createShell, runIn } from "../../cli/fake-shell.ts";
import { generateJob, jobId } from "../../export/generated-job.ts";
import { serveApi } from "../../export/serve-api.ts";
import { browserArguments, executablePath, hasBrowser, isRequired } from "../chromium.ts";
import { settled, type Visitor, violationsOf, visit } from "../visitor.ts";

let api: { url: string; server: Server };
let folder: string;
let file: string;
let browser: Browser;
let matrix: MatrixDocument;

/** Somebody without a network who opens the file. */
async function reader(): Promise<Visitor & { asked: string[] }> {
  const visitor = await visit(browser);
  await visitor.context.setOffline(true);
  const asked: string[] = [];
  visitor.page.on("request", (request) => asked.push(request.url()));
  await visitor.page.goto(pathToFileURL(file).href);
  await visitor.page.locator(".heat-cell").first().waitFor();
  return { ...visitor, asked };
}

describe.skipIf(!hasBrowser && !isRequired)("a report as one file", () => {
  beforeAll(async () => {
    if (!hasBrowser)
      throw new Error(`${executablePath} is missing; install chromium, or name it in CHROMIUM.`);
    api = await serveApi(generateJob(20));
    folder = await mkdtemp(join(tmpdir(), "crisscross-report-"));
    file = join(folder, "report.html");
    const shell = createShell({ CRISSCROSS_TOKEN: "t" });
    const { exitCode, stderr } = await runIn(shell, ["report", jobId, "--api", api.url, "--out", file]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const shown = await runIn(createShell({ CRISSCROSS_TOKEN: "t" }), [
      "report",
      jobId,
      "--api",
      api.url,
      "--format",
      "svg",
    ]);
    expect(shown.exitCode).toBe(0);
    browser = await chromium.launch({ executablePath, args: browserArguments });
    const answer = await fetch(`${api.url}/v1/jobs/${jobId}/matrix`);
    matrix = (await answer.json()) as MatrixDocument;
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    api?.server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("shows the numbers of the API with the network off, and its policy stops nothing that it needs", async () => {
    const { page, asked, complaints } = await reader();
    await page.getByLabel("Starts").selectOption("all");
    await page.locator("input[name=Statistic][value=mean]").check();
    for (const { origin, target, measures } of matrix.matrix.filter(({ variant }) => variant === "bare")) {
      const cell = page.getByTitle(`${placeOf(origin)} to ${placeOf(target)}, bare`);
      await cell.getByText(showMs(measures.originWait?.mean), { exact: true }).waitFor();
    }
    expect(asked).toEqual([pathToFileURL(file).href]);
    expect(complaints).toEqual([]);
  });

  it("leads to each cell, with how its values are spread and the samples it was read from", async () => {
    const { page, complaints } = await reader();
    await page.getByTitle("Mumbai to London, db-get").or(page.getByTitle("Mumbai to London, bare")).click();
    await settled(page);
    const row = matrix.matrix.find(
      ({ origin, target, variant }) =>
        origin === "ap-south-1" && target === "eu-west-2" && variant === "bare",
    );
    await page
      .getByText(`warm: ${showCount(row?.starts.warm?.measures.originWait?.n ?? 0)} samples`)
      .first()
      .waitFor();
    await page.getByRole("heading", { name: "What it costs" }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page
      .getByRole("link", { name: /^ap-south-1\.\d+$/ })
      .first()
      .click();
    await page.getByText("For single probes, open the page.").waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "What it costs" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("runs nothing that was put into it: its policy names the one script", async () => {
    const text = await readFile(file, "utf8");
    const forged = text.replace("</body>", "<script>document.title = 'forged'</script></body>");
    expect(forged).not.toBe(text);
    const { page } = await visit(browser);
    await page.setContent(forged);
    await page.locator(".heat-cell").first().waitFor();
    expect(await page.title()).not.toBe("forged");
  });

  it("is small", async () => {
    expect((await stat(file)).size).toBeLessThanOrEqual(1_500_000);
  });
});
