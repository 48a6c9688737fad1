import { styleText } from "node:util";

/** What a condition had to ring, what it rang, and what still rang long after it was over: "REGION NAME". */
export interface Row {
  name: string;
  expected: readonly string[];
  rung: readonly string[];
  left: readonly string[];
}

type Style = Parameters<typeof styleText>[0];
type Mark = "rang" | "missing" | "stray" | "stuck" | "none";

const marks: Readonly<Record<Mark, { sign: string; style: Style; meaning: string }>> = {
  rang: { sign: "●", style: "green", meaning: "rang, and had to" },
  missing: { sign: "○", style: "red", meaning: "had to ring and did not" },
  stray: { sign: "✗", style: "red", meaning: "rang and must not" },
  stuck: { sign: "!", style: "red", meaning: "still rang when it was over" },
  none: { sign: "·", style: "dim", meaning: "silent, and had to be" },
};

export const isAsExpected = ({ expected, rung, left }: Row): boolean =>
  left.length === 0 && [...expected].sort().join() === [...rung].sort().join();

/** Alarms down, `untried` ones included, conditions across by number, then what the numbers stand for. */
export function renderMatrix(
  rows: readonly Row[],
  untried: readonly string[],
  stream: NodeJS.WriteStream,
): string {
  const paint = (style: Style, text: string): string =>
    styleText(style, text, { stream, validateStream: true });
  const named = rows.flatMap(({ expected, rung, left }) => [...expected, ...rung, ...left]);
  const alarms = [...new Set([...named, ...untried])].sort();
  const width = Math.max(0, ...alarms.map((name) => name.length));
  const numbers = rows.map((_row, index) => String(index + 1));
  const digits = Math.max(...numbers.map(({ length }) => length));
  const heading = Array.from({ length: digits }, (_, digit) =>
    paint("dim", " ".repeat(width + 1) + numbers.map((n) => n.padStart(digits)[digit]).join("")),
  );
  const lines = alarms.map((alarm) => {
    const cells = rows.map((row) => {
      const { sign, style } = marks[markOf(row, alarm)];
      return paint(style, sign);
    });
    return `${alarm.padEnd(width)} ${cells.join("")}`;
  });
  const legend = rows.map((row, index) => {
    const verdict = isAsExpected(row) ? paint("green", "as expected") : paint("red", "DIFFERS");
    return `${String(index + 1).padStart(digits)}  ${row.name}: ${verdict}`;
  });
  const key = Object.values(marks).map(({ sign, style, meaning }) => `${paint(style, sign)} ${meaning}`);
  const wrong = rows.filter((row) => !isAsExpected(row)).length;
  const result =
    wrong === 0
      ? `${alarms.length} alarms, ${rows.length} conditions: each rang what it had to, and nothing else.`
      : `${wrong} of ${rows.length} conditions rang something else than they had to.`;
  const gap = untried.length === 0 ? [] : [`No condition rings ${untried.join(", ")}.`];
  return `${[...heading, ...lines, "", key.join("   "), "", ...legend, "", result, ...gap].join("\n")}\n`;
}

function markOf({ expected, rung, left }: Row, alarm: string): Mark {
  if (left.includes(alarm)) return "stuck";
  if (rung.includes(alarm)) return expected.includes(alarm) ? "rang" : "stray";
  return expected.includes(alarm) ? "missing" : "none";
}
