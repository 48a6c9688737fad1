import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the browser's console complained of. */
  complaints: string[];
}

/** Somebody with a browser of their own. */
export async function visit(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({ colorScheme: "light", reducedMotion: "reduce" });
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
  await page.locator(".loading, .waiting").first().waitFor({ state: "detached" });
}

const ofLevelAa = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
};
/** Colours are all that differs in dark. */
const ofContrast = { runOnly: { type: "rule", values: ["color-contrast"] } };

/** What of WCAG 2.2 AA the page breaks in light and in dark, by rule and element. */
export async function violationsOf(page: Page): Promise<string[]> {
  if ((await page.evaluate("typeof axe")) === "undefined") await page.evaluate(axe.source);
  const inLight = await ask(page, ofLevelAa);
  await page.emulateMedia({ colorScheme: "dark" });
  const inDark = await ask(page, ofContrast);
  await page.emulateMedia({ colorScheme: "light" });
  return [...inLight, ...inDark.map((violation) => `dark: ${violation}`)];
}

async function ask(page: Page, options: object): Promise<string[]> {
  const found = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`);
  const { violations } = found as axe.AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = "" }) => `${id}: ${html.slice(0, 160)}: ${failureSummary}`),
  );
}
