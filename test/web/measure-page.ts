import type { Browser, Page } from "playwright-core";
import { visit } from "./visitor.ts";

/** From a click to the frame after what it changed. */
export const paintMs = (page: Page, selector: string): Promise<number> =>
  page.evaluate(`new Promise((done) => {
    const from = performance.now();
    document.querySelector(${JSON.stringify(selector)}).click();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
  })`);

/** What a new visitor's browser loads and does until the matrix stands there. */
export async function firstVisit(
  browser: Browser,
  link: string,
): Promise<{ bytes: number; requests: number; longestTaskMs: number }> {
  const { page, context } = await visit(browser);
  await page.addInitScript(`
    globalThis.tasksMs = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasksMs.push(duration);
    }).observe({ type: "longtask", buffered: true });
  `);
  let requests = 0;
  page.on("request", () => requests++);
  await page.goto(link);
  await page.locator(".heat-cell").first().waitFor();
  await page.waitForLoadState("networkidle");
  const bytes = await page.evaluate(`performance.getEntriesByType("resource")
    .filter(({ name }) => /\\.(js|css)$/.test(name))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`);
  const longestTaskMs = await page.evaluate("Math.max(0, ...tasksMs)");
  await context.close();
  return { bytes: Number(bytes), requests, longestTaskMs: Number(longestTaskMs) };
}
