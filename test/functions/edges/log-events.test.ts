import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { logEvent } from "@crisscross/functions/edges/log-event";
import { type LogEvent, logEvents } from "@crisscross/functions/edges/log-events";
import { expect, it } from "vitest";

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
  expect(sources.match(/logger\s*\.(info|warn|error|debug)\(/g)).toBeNull();
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
