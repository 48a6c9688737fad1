import type { AlarmList } from "@crisscross/core/documents/alarm-view";
import { describe, expect, it } from "vitest";
import { Interruption } from "../../../packages/cli/src/terminal/interrupt.ts";
import { calm, denied, listOf, ringing } from "../alarm-lists.ts";
import { serve } from "../fake-api.ts";
import { createShell, runIn } from "../fake-shell.ts";

const esc = "\u001b";
type Answer = Parameters<typeof serve>[0][number];

async function watch(answers: readonly Answer[], isTTY: boolean, more: readonly string[] = []) {
  const controller = new AbortController();
  const shell = createShell({ CRISSCROSS_TOKEN: "t0ken", NO_COLOR: "1" }, controller.signal);
  shell.stdout.isTTY = isTTY;
  // The answer that comes once all have been printed is never waited for.
  const { url } = await serve(answers, (times) => {
    if (times > answers.length) controller.abort(new Interruption("SIGINT"));
  });
  return runIn(shell, ["alarms", "--watch", "--every", "0.1", "--api", url, ...more]);
}

const bodies = (...lists: AlarmList[]): Answer[] => lists.map((body) => ({ body }));
const pagesIn = (stdout: string): string[] =>
  stdout
    .split(`${esc}[H`)
    .slice(1)
    .map((page) => page.replaceAll(`${esc}[K`, "").replace(`${esc}[J`, ""));
/** An answer that is not tried again at once. */
const broken = { status: 418, body: { detail: "it is a teapot" } };

describe("crisscross alarms --watch", () => {
  it("into a pipe prints the list, then a line for each change, until it is interrupted", async () => {
    const { exitCode, stdout } = await watch(bodies(calm, listOf(ringing.alarms, denied), ringing), false);
    expect(exitCode).toBe(130);
    expect(stdout).toBe(`All quiet: 1 alarm, 1 region
2026-11-21 10:00:00Z  ap-south-1 poison: OK → ALARM: poison is ALARM
2026-11-21 10:00:00Z  eu-west-2 poison: unknown → ALARM: poison is ALARM
2026-11-21 10:00:00Z  ap-south-1 http-5xx: unknown → OK: http-5xx is OK
sa-east-1 cannot be read: AccessDenied
sa-east-1 can be read again
`);
  });

  it("on a terminal draws the list anew each time, with the time of the look", async () => {
    const { stdout } = await watch(bodies(calm, ringing), true);
    const instant = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ";
    expect(pagesIn(stdout).map((page) => page.split("\n")[0])).toEqual([
      expect.stringMatching(new RegExp(`^All quiet: 1 alarm, 1 region  as of ${instant}$`)),
      expect.stringMatching(new RegExp(`^2 ALARM  0 INSUFFICIENT_DATA  1 OK  as of ${instant}$`)),
    ]);
  });

  it("on a terminal shows a look that failed above what is known, and tries again", async () => {
    const { exitCode, stdout, stderr } = await watch([{ body: ringing }, broken, { body: calm }], true);
    expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: "crisscross: stopped by SIGINT\n" });
    const [good = "", failed = "", again = ""] = pagesIn(stdout);
    expect(good).not.toContain("the look failed");
    expect(failed.replaceAll("\n", " ")).toMatch(
      /^2 ALARM .*Z {2}the look failed, trying again: .* 418: it is a teapot/,
    );
    expect(failed).toMatch(/^ALARM +critical +ap-south-1 +poison/m);
    expect(again).toMatch(/^All quiet/);
    expect(again).not.toContain("the look failed");
  });

  it("with --json prints one document a line, and what failed on stderr once", async () => {
    const answers = [{ body: calm }, broken, broken, { body: ringing }];
    const { exitCode, stdout, stderr } = await watch(answers, false, ["--json"]);
    expect(exitCode).toBe(130);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([calm, ringing]);
    expect(stderr.split("\n")).toEqual([
      expect.stringMatching(/^crisscross: a look failed, trying again: .* answered 418: it is a teapot$/),
      "crisscross: the alarms can be read again",
      "crisscross: stopped by SIGINT",
      "",
    ]);
  });

  it("ends when the first look fails: the address or the token is likely wrong", async () => {
    const { exitCode, stdout, stderr } = await watch([broken], true);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("answered 418: it is a teapot");
  });
});
