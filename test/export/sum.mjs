// Adds up every column of an exported CSV and compares with the matrix. It imports nothing of Crisscross, so that
// neither can be wrong in the same way. Usage: node sum.mjs SAMPLES.csv MATRIX.json; exit code 0 when all is equal.
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [samplesPath, matrixPath] = process.argv.slice(2);
const { matrix } = JSON.parse(readFileSync(matrixPath, "utf8"));

/** The fields of one line, quoted ones unquoted. */
function fieldsOf(line) {
  if (!line.includes('"')) return line.split(",");
  const fields = [];
  let field = "";
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at];
    if (quoted && letter === '"' && line[at + 1] === '"') field += line[at++];
    else if (letter === '"') quoted = !quoted;
    else if (letter === "," && !quoted) {
      fields.push(field);
      field = "";
    } else field += letter;
  }
  fields.push(field);
  return fields;
}

/** "-12.5" ms as -12500n µs: decimal digits, no floating point. */
function microseconds(text) {
  const [, sign, whole, part = ""] = /^(-?)(\d+)(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`not an amount in ms: ${JSON.stringify(text)}`);
  const us = BigInt(whole) * 1000n + BigInt(part.padEnd(3, "0"));
  return sign ? -us : us;
}

let header;
let rows = 0;
const cells = new Map();

for await (const line of createInterface({ input: createReadStream(samplesPath) })) {
  if (header === undefined) {
    header = line.split(",");
    continue;
  }
  rows++;
  const row = Object.fromEntries(fieldsOf(line).map((field, place) => [header[place], field]));
  const key = [row.origin, row.target, row.variant].join(" ");
  const cell = cells.get(key) ?? { outcomes: {}, columns: new Map() };
  cells.set(key, cell);
  cell.outcomes[row.outcome] = (cell.outcomes[row.outcome] ?? 0) + 1;
  if (row.outcome !== "ok") continue;
  for (const name of header) {
    if (!/Ms$/.test(name) || /AtMs$/.test(name) || row[name] === "") continue;
    const us = microseconds(row[name]);
    const column = cell.columns.get(name) ?? { n: 0, sum: 0n, min: us, max: us };
    cell.columns.set(name, column);
    column.n++;
    column.sum += us;
    if (us < column.min) column.min = us;
    if (us > column.max) column.max = us;
  }
}

const differences = [];
let compared = 0;

function compare(what, fromCsv, fromMatrix) {
  compared++;
  if (fromCsv !== fromMatrix) differences.push(`${what}: ${fromCsv} in the CSV, ${fromMatrix} in the matrix`);
}

for (const { origin, target, variant, n, outcomes, measures } of matrix) {
  const key = [origin, target, variant].join(" ");
  const cell = cells.get(key) ?? { outcomes: {}, columns: new Map() };
  cells.delete(key);
  for (const [outcome, count] of Object.entries(outcomes))
    compare(`${key} ${outcome}`, cell.outcomes[outcome] ?? 0, count);
  compare(
    `${key} n`,
    Object.values(cell.outcomes).reduce((sum, count) => sum + count, 0),
    n,
  );
  for (const [measure, stats] of Object.entries(measures)) {
    const column = cell.columns.get(`${measure}Ms`) ?? { n: 0, sum: 0n, min: 0n, max: 0n };
    cell.columns.delete(`${measure}Ms`);
    compare(`${key} ${measure} n`, column.n, stats.n);
    if (column.n === 0) continue;
    const mean = Math.round(Number(column.sum) / column.n);
    compare(`${key} ${measure} sum`, Number(column.sum), Math.round(stats.sum * 1000));
    compare(`${key} ${measure} mean`, mean, Math.round(stats.mean * 1000));
    compare(`${key} ${measure} min`, Number(column.min), Math.round(stats.min * 1000));
    compare(`${key} ${measure} max`, Number(column.max), Math.round(stats.max * 1000));
  }
  for (const name of cell.columns.keys()) differences.push(`${key} ${name}: not in the matrix`);
}
for (const key of cells.keys()) differences.push(`${key}: not in the matrix`);

for (const difference of differences.slice(0, 20)) console.error(difference);
console.log(`${rows} rows, ${compared} figures compared, ${differences.length} differ`);
process.exitCode = differences.length === 0 ? 0 : 1;
