import { expect, it } from "vitest";
import { createRedraw } from "../../../packages/cli/src/terminal/redraw.ts";
import { FakeScreen } from "../fake-shell.ts";

const esc = "\u001b";
const pieces = new RegExp(`${esc}\\[\\d*[A-Z]|\\n|[^${esc}\\n]+`, "g");

/** What stands on a terminal after what was written, and whether it was ever blank between two frames. */
function terminalAfter(written: string) {
  const lines: string[] = [];
  let row = 0;
  let column = 0;
  let clears = 0;
  for (const [piece] of written.matchAll(pieces)) {
    if (piece === "\n") {
      row++;
      column = 0;
    } else if (piece.endsWith("[H")) [row, column] = [0, 0];
    else if (piece.endsWith("[2J")) {
      clears++;
      lines.length = 0;
    } else if (piece.endsWith("[J")) lines.length = Math.min(lines.length, row);
    else if (piece.endsWith("[K")) lines[row] = (lines[row] ?? "").slice(0, column);
    else {
      const before = (lines[row] ?? "").padEnd(column);
      lines[row] = before.slice(0, column) + piece + before.slice(column + piece.length);
      column += piece.length;
    }
  }
  return { lines, clears };
}

const screenOf = (size = { columns: 40, rows: 10 }) =>
  Object.assign(new FakeScreen(), { isTTY: true, ...size });

it("draws a frame over the one before, leaves nothing of it, and clears the screen but once", () => {
  const screen = screenOf();
  const redraw = createRedraw(screen);
  redraw("a long first line\nsecond\nthird\n");
  redraw("short\nsecond, longer\n");
  expect(terminalAfter(screen.text)).toEqual({ lines: ["short", "second, longer"], clears: 1 });
});

it("writes a frame in one piece", () => {
  const screen = screenOf();
  let writes = 0;
  screen._writev = (chunks, done) => {
    writes++;
    screen.text += chunks.map(({ chunk }) => chunk.toString()).join("");
    done();
  };
  createRedraw(screen)("one\ntwo\nthree\n");
  expect(writes).toBe(1);
  expect(terminalAfter(screen.text).lines).toEqual(["one", "two", "three"]);
});

it("clears a screen whose size has changed, since its lines were broken elsewhere", () => {
  const screen = screenOf();
  const redraw = createRedraw(screen);
  redraw("one\n");
  screen.columns = 20;
  redraw("two\n");
  expect(terminalAfter(screen.text)).toEqual({ lines: ["two"], clears: 2 });
});
