import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { type FinishedJob, runLocalJob } from "../local-job.ts";

const folder = resolve(import.meta.dirname, "../../docs/pictures");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

const widths = [360, 768, 1440];
const schemes = ["light", "dark"] as const;

/** What is shown of each job; the seed keeps its probes the same from one run to the next. */
const shown = {
  name: "All regions, warm",
  tags: { team: "edge", release: "2026.11" },
  variants: ["bare", "db-get"],
  samples: 20,
  seed: 7,
};
const tight = {
  name: "Mumbai with a tight deadline",
  tags: { team: "edge" },
  origins: ["ap-south-1" as const],
  variants: ["bare"],
  samples: 10,
  deadlineMs: 250,
  seed: 7,
};

/** Every view that docs/pictures shows, by the name of its file. */
const viewsOf = (id: string): Readonly<Record<string, string>> => ({
  matrix: `#/jobs/${id}/matrix`,
  difference: `#/jobs/${id}/matrix?with=db-get&as=difference`,
  cell: `#/jobs/${id}/cells/ap-northeast-1/eu-west-2/db-get`,
  probe: `#/jobs/${id}/probes/ap-northeast-1.17`,
  jobs: "#/jobs",
  "new-job": "#/jobs/new",
  alarms: "#/watching",
  dashboard: "#/watching/dashboard?minutes=60",
});

/** Runs jobs on a local cloud and writes a picture of every view, at three widths, in light and dark, to docs/pictures. */
export async function takePictures(): Promise<void> {
  await mkdir(folder, { recursive: true });
  await runLocalJob(shown, async (job) => {
    await job.client.publish(tight, randomUUID());
    await job.client.publish({ ...shown, name: "A longer look", samples: 60 }, randomUUID());
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    try {
      for (const scheme of schemes) for (const width of widths) await takeAll(browser, job, scheme, width);
    } finally {
      await browser.close();
    }
  });
}

async function takeAll(
  browser: Browser,
  { id, cloud, token }: FinishedJob,
  colorScheme: (typeof schemes)[number],
  width: number,
): Promise<void> {
  const viewport = { width, height: width < 500 ? 800 : 900 };
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${cloud.apiUrl}/#token=${token}`);
  await page.waitForURL(/#\/jobs/);
  for (const [name, fragment] of Object.entries(viewsOf(id))) {
    await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    await page.locator("h1").first().waitFor();
    await page.locator(".loading").first().waitFor({ state: "detached" });
    await page.locator(".waiting").first().waitFor({ state: "detached" });
    // A dashboard is long; its beginning says what it looks like.
    const fullPage = name !== "dashboard";
    await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage });
  }
  await context.close();
}
