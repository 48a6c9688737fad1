import type { Paint, Style } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";
import type { Check } from "./check.ts";

const words: Readonly<Record<Check["state"], { mark: string; style: Style }>> = {
  ok: { mark: "ok", style: "green" },
  note: { mark: "note", style: "yellow" },
  failed: { mark: "FAILED", style: "red" },
  unchecked: { mark: "–", style: "dim" },
};

/** One line per check, below it what to do, and last what it comes to. */
export function renderChecks(
  checks: readonly Check[],
  { paint, columns }: { paint: Paint; columns: number },
): string {
  const nameWidth = Math.max(...checks.map(({ name }) => name.length));
  const indent = " ".repeat(8 + nameWidth + 2);
  const room = Math.max(20, columns - indent.length);
  const lines = checks.flatMap(({ name, state, found, todo }) => {
    const { mark, style } = words[state];
    const [first = "", ...more] = wrap(found, room);
    const advice = todo === undefined ? [] : wrap(`→ ${todo}`, room);
    return [
      `${paint(style, mark.padEnd(8))}${name.padEnd(nameWidth)}  ${first}`,
      ...[...more, ...advice].map((line) => indent + line),
    ];
  });
  const failures = checks.filter(({ state }) => state === "failed").length;
  const unchecked = checks.filter(({ state }) => state === "unchecked").length;
  const rest = unchecked === 0 ? "" : `; ${unchecked} could not be checked`;
  const verdict = failures === 0 ? "Nothing is wrong" : `${failures} of ${checks.length} checks failed`;
  return `${[...lines, "", paint(failures === 0 ? "green" : "red", `${verdict}${rest}.`)].join("\n")}\n`;
}
