import { parseArgs } from "node:util";
import { expectedOf, observe } from "../test/alarms/condition.ts";
import { conditions } from "../test/alarms/conditions.ts";
import { observeHealth } from "../test/alarms/healthy.ts";
import { startStand } from "../test/alarms/stand.ts";
import { readGraph } from "../test/flow/graph.ts";
import { isAsExpected, type Row, renderMatrix } from "./alarms-matrix/render.ts";

const usage = `Usage: npm run alarms:matrix -- [--json]

Does to a local cloud, one after another, what the tests of the alarms do, and prints which alarms rang against which
had to. Takes about a minute. Exits 1 when they differ, 2 when it could not be tried.`;

const { values } = parseArgs({ options: { json: { type: "boolean" }, help: { type: "boolean" } } });

if (values.help) console.log(usage);
else
  try {
    process.exitCode = await main(values.json ?? false);
  } catch (error) {
    console.error(error);
    process.exitCode = 2;
  }

async function main(asJson: boolean): Promise<number> {
  const total = conditions.length + 1;
  say(0, total, "starting the local cloud");
  const stand = await startStand(await readGraph());
  const rows: Row[] = [];
  try {
    say(1, total, "ten minutes without trouble");
    rows.push({
      name: "ten minutes without trouble",
      expected: [],
      rung: await observeHealth(stand),
      left: [],
    });
    for (const [index, condition] of conditions.entries()) {
      say(index + 2, total, condition.name);
      const expected = expectedOf(condition);
      rows.push({ name: condition.name, expected, ...(await observe(stand, condition)) });
    }
  } finally {
    await stand.stop();
    clearProgress();
  }
  if (asJson)
    console.log(JSON.stringify({ asExpected: rows.every(isAsExpected), conditions: rows }, null, 2));
  else process.stdout.write(renderMatrix(rows, process.stdout));
  return rows.every(isAsExpected) ? 0 : 1;
}

/** One line that changes in a terminal, one line each elsewhere; apart from the result. */
function say(done: number, total: number, what: string): void {
  const line = `${String(done).padStart(String(total).length)}/${total} ${what}`;
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
  else console.error(line);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
}
