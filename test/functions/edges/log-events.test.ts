import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type LogEvent, logEvents } from "@crisscross/functions/edges/log-events";
import { logEvent } from "@crisscross/functions/edges/write-event";
import { expect, it } from "vitest";
import { logLinesIn } from "../../../scripts/house/log-lines.ts";
import { parseSource, readSources } from "../../../scripts/house/sources.ts";

const root = join(import.meta.dirname, "../../..");
const sources = globSync("packages/functions/src/**/*.ts", { cwd: root })
  .filter((path) => !/edges[/\\]log-events?\.ts$/.test(path))
  .map((path) => readFileSync(join(root, path), "utf8"))
  .join("\n");

/** Names of events are lower-case words around one dot, and nothing else is written like that. */
const written = [...sources.matchAll(/"([a-z]+\.[a-z]+(?:[A-Z][a-z]+)*)"/g)].map(([, name]) => name);

it("are in the table, every one that is logged and no other", () => {
  expect([...new Set(written)].sort()).toEqual(Object.keys(logEvents).sort());
});

it("are in docs/logs.md as the table has them", () => {
  const rows = Object.entries<LogEvent>(logEvents).map(([name, { level, by, ids, fields, oneOf, says }]) => {
    const own = [...ids, ...fields.filter((field) => field !== "error")];
    const shown = oneOf ? oneOf.map((set) => set.join(" and ")).join(", or ") : own.join(", ");
    return `| \`${name}\` | ${level} | ${by.join(", ")} | ${shown} | ${says} |`;
  });
  const page = readFileSync(join(root, "docs/logs.md"), "utf8");
  expect(page.match(/^\| `.*$/gm)).toEqual(rows);
});

it("are logged through the table only", () => {
  const modules = readSources(root, ["packages/functions/src"]);
  expect(modules.length).toBeGreaterThan(50);
  expect(modules.flatMap(logLinesIn)).toEqual([]);
});

it.each([
  "logger.info",
  "logger.critical",
  "logger.trace",
  "deps.logger.warn",
  "logger?.debug",
  "logger\n  .error",
  'logger["critical"]',
  "logger.critical.call",
  "log.critical",
  "console.log",
])("%s(…) writes past the table", (call) => {
  expect(logLinesIn(parseSource("a.ts", `${call}("x");`))).toEqual([call]);
});

it("a method that is taken from the logger writes past the table, and keys are no line", () => {
  expect(logLinesIn(parseSource("a.ts", "const { critical: say } = logger;"))).toHaveLength(1);
  expect(logLinesIn(parseSource("a.ts", "logger.appendKeys({}); logger.resetKeys();"))).toEqual([]);
});

it("are checked by the compiler: name and fields", () => {
  const lines: unknown[][] = [];
  const write = (...line: unknown[]) => void lines.push(line);
  const logger = { info: write, warn: write, error: write };
  // @ts-expect-error: no event has this name.
  expect(() => logEvent(logger, "job.misspelt", { job: "j" })).toThrow();
  // @ts-expect-error: it lacks `lost`.
  logEvent(logger, "job.finished", { job: "j", state: "complete" });
  // @ts-expect-error: it has no `lots`.
  logEvent(logger, "job.finished", { job: "j", state: "complete", lost: 0, lots: 1 });
  logEvent(logger, "job.finished", { job: "j", state: "complete", lost: 0 });
  expect(lines.at(-1)).toEqual(["job.finished", { job: "j", state: "complete", lost: 0 }]);
});
