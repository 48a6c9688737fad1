import { describe, expect, it } from "vitest";
import { createProgress } from "../../../packages/cli/src/terminal/progress.ts";
import { FakeScreen } from "../fake-shell.ts";

function show(isTTY: boolean, quiet: boolean) {
  const screen = Object.assign(new FakeScreen(), { isTTY });
  const clock = { nowMs: 0 };
  return {
    screen,
    clock,
    progress: createProgress(screen, "probing", { quiet, monotonicMs: () => clock.nowMs }),
  };
}

describe("progress", () => {
  it("is a line now and then where there is no terminal, and one at the end", () => {
    const { screen, clock, progress } = show(false, false);
    for (const [nowMs, done] of [
      [0, 0],
      [1_000, 10],
      [5_000, 20],
      [6_000, 30],
      [20_000, 30],
      [20_001, 40],
    ] as const) {
      clock.nowMs = nowMs;
      progress.update(done, 40, done === 40 ? "1 throttled" : "");
    }
    progress.stop();
    expect(screen.text).toBe("probing 0/40\nprobing 20/40\nprobing 30/40\nprobing 40/40  1 throttled\n");
  });

  it("is nothing at all where there is no terminal and quiet is wanted", () => {
    const { screen, progress } = show(false, true);
    progress.update(0, 40);
    progress.update(40, 40);
    progress.stop();
    expect(screen.text).toBe("");
  });

  it("is a bar on a terminal, gone when it stops", () => {
    const { screen, progress } = show(true, false);
    progress.update(0, 40, "1 error");
    progress.update(40, 40, "2 timeout");
    progress.stop();
    expect(screen.text).toContain("probing");
    expect(screen.text).toContain("0/40  1 error");
    expect(screen.text).toContain("40/40  2 timeout");
  });

  it.each([
    ["quiet", false, true],
    ["a file", false, false],
    ["a terminal", true, false],
  ])("leaves what is said in its place and goes on: %s", (_case, isTTY, quiet) => {
    const { screen, progress } = show(isTTY, quiet);
    progress.update(1, 40);
    progress.say("look at this\n");
    progress.update(40, 40);
    progress.stop();
    expect(screen.text).toContain("look at this\n");
    expect(screen.text.slice(screen.text.indexOf("look")).includes("40/40")).toBe(!quiet);
  });
});
