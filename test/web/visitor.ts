import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the browser's console complained of. */
  complaints: string[];
}

/** Somebody with a browser of their own, in the colours they like. */
export async function visit(browser: Browser, colorScheme: "light" | "dark" = "light"): Promise<Visitor> {
  const context = await browser.newContext({ colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  return { context, page, complaints };
}

/** Waits until nothing of a view is still being loaded. */
export async function settled(page: Page): Promise<void> {
  // An address is told in the next turn, and shown in the next frame.
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  await page.locator("h1, h2").first().waitFor();
  await page.locator(".loading").first().waitFor({ state: "detached" });
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What of WCAG 2.2 AA the page breaks, by rule and element. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const asked = JSON.stringify({ runOnly: { type: "tag", values: rules } });
  const { violations } = (await page.evaluate(`axe.run(document, ${asked})`)) as axe.AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${html.slice(0, 160)}: ${failureSummary}`),
  );
}
