import { parseArgs } from "node:util";
import { canaryConditions, canaryRegions, describeCanary } from "../test/alarms/canary.ts";
import { type Condition, expectedOf, observe } from "../test/alarms/condition.ts";
import { conditions } from "../test/alarms/conditions.ts";
import { alarmsToRing } from "../test/alarms/coverage.ts";
import { observeHealth } from "../test/alarms/healthy.ts";
import { type Stand, startStand } from "../test/alarms/stand.ts";
import { readGraph } from "../test/support/graph.ts";
import { isAsExpected, type Row, renderMatrix } from "./alarms-matrix/render.ts";

const usage = `Usage: npm run alarms:matrix -- [--json]

Does to a local cloud, one after another, what the tests of the alarms do, and prints which alarms rang against which
had to. Takes about a minute. Exits 1 when they differ or an alarm is rung by nothing, 2 when it could not be tried.`;

const healthy = "ten minutes without trouble";

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
  // The start and the healthy minutes besides.
  const total = conditions.length + canaryConditions.length + 2;
  const rows: Row[] = [];
  const graph = await readGraph();
  say(1, total, "starting the local cloud");
  await during(await startStand(graph), async (stand) => {
    say(2, total, healthy);
    rows.push({ name: healthy, expected: [], rung: await observeHealth(stand), left: [] });
    for (const condition of conditions) rows.push(await tryOn(stand, condition, rows.length + 2, total));
  });
  await during(await startStand(await describeCanary(), canaryRegions), async (stand) => {
    for (const condition of canaryConditions)
      rows.push(await tryOn(stand, condition, rows.length + 2, total));
  });
  clearProgress();
  const asExpected = rows.every(isAsExpected);
  const untried = alarmsToRing(graph).filter((name) => !rows.some(({ expected }) => expected.includes(name)));
  if (asJson) console.log(JSON.stringify({ asExpected, untried, conditions: rows }, null, 2));
  else process.stdout.write(renderMatrix(rows, untried, process.stdout));
  return asExpected && untried.length === 0 ? 0 : 1;
}

async function during(stand: Stand, work: (stand: Stand) => Promise<void>): Promise<void> {
  try {
    await work(stand);
  } finally {
    await stand.stop();
  }
}

async function tryOn(stand: Stand, condition: Condition, place: number, total: number): Promise<Row> {
  say(place, total, condition.name);
  return { name: condition.name, expected: expectedOf(condition), ...(await observe(stand, condition)) };
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
