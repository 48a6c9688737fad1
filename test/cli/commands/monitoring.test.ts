import type { AlarmDetail } from "@crisscross/core/documents/alarm-view";
import type { DashboardView } from "@crisscross/core/documents/dashboard-view";
import { describe, expect, it } from "vitest";
import { renderDashboard } from "../../../packages/cli/src/render/dashboard.ts";
import { sparkline } from "../../../packages/cli/src/render/sparkline.ts";
import { createPaint } from "../../../packages/cli/src/terminal/paint.ts";
import { alarmOf, calm, denied, listOf, ringing } from "../alarm-lists.ts";
import { serve } from "../fake-api.ts";
import { createShell, runIn } from "../fake-shell.ts";

async function cli(argv: readonly string[], answers: Parameters<typeof serve>[0]) {
  const { seen, url } = await serve(answers);
  const shell = createShell({ CRISSCROSS_TOKEN: "t0ken" });
  return { seen, ...(await runIn(shell, [...argv, "--api", url])) };
}

describe("crisscross alarms", () => {
  it("answers 0 and one line while all is well", async () => {
    expect(await cli(["alarms"], [{ body: calm }])).toEqual({
      exitCode: 0,
      seen: ["GET /v1/alarms"],
      stdout: "All quiet: 1 alarm, 1 region\n",
      stderr: "",
    });
  });

  it("answers 1 when one rings, with what to look at first, once for all regions", async () => {
    const { exitCode, stdout } = await cli(["alarms"], [{ body: ringing }]);
    expect(exitCode).toBe(1);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("2 ALARM  0 INSUFFICIENT_DATA  1 OK");
    const rows = lines.filter((line) => line.startsWith("ALARM"));
    expect(rows.map((row) => row.split(/ {2,}/))).toEqual([
      ["ALARM", "critical", "ap-south-1", "poison", "2026-11-21 10:00:00Z"],
      ["ALARM", "critical", "eu-west-2", "poison", "2026-11-21 10:00:00Z"],
    ]);
    expect(stdout.split("Look first at the log.")).toHaveLength(2);
    expect(stdout).not.toContain("http-5xx");
  });

  it("answers 1 and names a region that could not be read", async () => {
    const { exitCode, stdout } = await cli(["alarms"], [{ body: listOf(calm.alarms, denied) }]);
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain("quiet");
    expect(stdout).toContain("sa-east-1 could not be read: AccessDenied");
  });

  it.each([
    [["--all"], "/v1/alarms"],
    [["--state", "OK"], "/v1/alarms?state=OK"],
    [["--region", "ap-south-1", "--all"], "/v1/alarms?region=ap-south-1"],
  ])("shows those that are OK as well with %j", async (options, path) => {
    const { seen, stdout } = await cli(["alarms", ...options], [{ body: calm }]);
    expect(seen).toEqual([`GET ${path}`]);
    expect(stdout).toMatch(/^OK +critical +ap-south-1 +poison/m);
  });

  it("prints one alarm with its history in each region", async () => {
    const history = [{ at: "2026-11-21T10:00:00.000Z", kind: "state" as const, summary: "from OK to ALARM" }];
    const body: AlarmDetail = {
      name: "poison",
      alarms: [{ ...alarmOf("poison", "ALARM"), history }],
      failures: denied,
    };
    const { exitCode, seen, stdout } = await cli(["alarms", "poison", "--region", "ap-south-1"], [{ body }]);
    expect({ exitCode, seen }).toEqual({ exitCode: 1, seen: ["GET /v1/alarms/poison?region=ap-south-1"] });
    expect(stdout).toBe(`poison
poison has happened. Look first at the log.

ap-south-1  ALARM  since 2026-11-21 10:00:00Z
  poison is ALARM
  2026-11-21 10:00:00Z  state  from OK to ALARM

sa-east-1 could not be read: AccessDenied
`);
  });

  it("prints the document with --json", async () => {
    const { stdout } = await cli(["alarms", "--json"], [{ body: ringing }]);
    expect(JSON.parse(stdout)).toEqual(ringing);
  });

  it("refuses in the API's words what it does not accept", async () => {
    const errors = [{ field: "state", value: "RED", accepted: "one of ALARM, INSUFFICIENT_DATA, OK" }];
    const { exitCode, stderr } = await cli(["alarms", "--state", "RED"], [{ status: 400, body: { errors } }]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('crisscross: --state: "RED" is not accepted; accepted: one of ALARM');
  });

  it.each([
    [["alarms", "poison", "--watch"], "leave out --watch"],
    [["alarms", "poison", "--state", "OK"], "leave out --watch and --state"],
    [["alarms", "--every", "5"], "--every is for --watch"],
    [["alarms", "--watch", "--every", "0"], '--every: "0" is not accepted'],
    [["alarms", "--watch", "--every", "soon"], '--every: "soon" is not accepted'],
  ])("refuses %j", async (argv, words) => {
    const { exitCode, seen, stderr } = await cli(argv, [{ body: calm }]);
    expect({ exitCode, seen }).toEqual({ exitCode: 2, seen: [] });
    expect(stderr).toContain(words);
  });
});

describe("crisscross dashboard", () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute)).toISOString();
  const lines = [
    {
      label: "Mumbai",
      region: "ap-south-1",
      stat: "Sum",
      points: [
        [at(1), 2],
        [at(4), 8],
      ] as [string, number][],
    },
    { label: "London", region: "eu-west-2", stat: "p90", points: [[at(2), 0.5]] as [string, number][] },
    { label: "Tokyo", region: "ap-northeast-1", stat: "Sum", points: [] },
  ];
  const view: DashboardView = {
    name: "crisscross-local",
    wan: "simulated",
    probes: 12,
    coldStarts: 5,
    from: at(0),
    to: at(5),
    widgets: [
      { type: "text", markdown: "## Traffic" },
      { type: "metric", title: "Probes", unit: "Count", periodSeconds: 60, lines },
      { type: "metric", title: "Queues", unit: "s", periodSeconds: 21_600, lines: lines.slice(2) },
      { type: "alarm", title: "Ringing", watched: 3, alarms: [alarmOf("poison", "ALARM")] },
    ],
    failures: denied,
  };

  it.each([
    ["no probe", { wan: "none", probes: 0 }, "NO network, all regions are one machine. No probe was stored"],
    [
      "many probes",
      { wan: "aws", probes: 600, coldStarts: 6 },
      "600 probes stored in this time, 6 with a cold start",
    ],
  ] as const)("begins with what its figures are of: %s", async (_, changes, words) => {
    const { stdout } = await cli(["dashboard", "--minutes", "5"], [{ body: { ...view, ...changes } }]);
    expect(stdout.replaceAll("\n", " ").startsWith(words)).toBe(true);
  });

  it("prints with --all each widget with its unit, a sparkline for each line with data, and what is missing", async () => {
    const { exitCode, seen, stdout } = await cli(["dashboard", "--minutes", "5", "--all"], [{ body: view }]);
    expect({ exitCode, seen }).toEqual({ exitCode: 1, seen: ["GET /v1/dashboard?minutes=5"] });
    expect(
      stdout,
    ).toBe(`SIMULATED network. 12 probes stored in this time, too few for more than a rough picture, 5 with a
cold start. Medians pool all targets of an origin, cold calls included. "via" and "direct" are
routes, "modified" is every other variant with a modifier.
crisscross-local, 2026-11-21 10:00:00Z to 2026-11-21 10:05:00Z

Traffic

Probes  Count, by minute
        stat  0 to 8 Count  latest   most  sum
${"─".repeat(46)}
Mumbai  Sum    ▃  █              8      8   10
London  p90     ▂            0.500  0.500
1 more without data

Queues  s, by 6 hours  no data

Ringing  1 of 3 alarms
state  severity  region      alarm   since
${"─".repeat(57)}
ALARM  critical  ap-south-1  poison  2026-11-21 10:00:00Z

sa-east-1 could not be read: AccessDenied
`);
  });

  it("prints a row for each widget with a value above 0, and what rings", async () => {
    const byRegion = (label: string, value: number) => {
      const region = label.split(" ").at(-1) ?? "";
      return { label, region, stat: "Sum", points: [[at(4), value]] as [string, number][] };
    };
    const metric = { type: "metric", unit: "Count", periodSeconds: 60 } as const;
    const widgets: DashboardView["widgets"] = [
      ...view.widgets,
      { ...metric, title: "Sent", lines: [byRegion("Jobs us-east-1", 2), byRegion("Jobs eu-west-2", 3)] },
      { ...metric, title: "Ended", lines: [{ ...byRegion("complete", 4), region: "us-east-1" }] },
      { ...metric, title: "Nothing", lines: [byRegion("Jobs us-east-1", 0)] },
    ];
    const { stdout } = await cli(["dashboard"], [{ body: { ...view, widgets } }]);
    const rows = stdout.split("\n").map((line) => line.trimEnd());
    expect(rows.filter((line) => line.startsWith("ALARM"))).toHaveLength(1);
    expect(rows.filter((line) => /^(Probes|Queues|Sent|Ended|Nothing)/.test(line))).toEqual([
      expect.stringMatching(/^Probes: Mumbai +Count +8 +8 +10 +▃ {2}█$/),
      expect.stringMatching(/^Probes: London +Count, p90 +0\.500 +0\.500 +█$/),
      expect.stringMatching(/^Sent: Jobs +sum of 2 +Count +5 +5 +5 +█$/),
      expect.stringMatching(/^Ended: complete +Count +4 +4 +4 +█$/),
    ]);
    expect(stdout).toContain("2 more widgets have no value above 0; --all shows every line of every widget");
  });

  it("never adds up what is not one thing counted in several regions, unless it is of many kinds", async () => {
    const line = (label: string, stat: string, value: number) => ({
      ...{ label, stat, region: "us-east-1" },
      points: [[at(4), value]] as [string, number][],
    });
    const metric = { type: "metric", unit: "x", periodSeconds: 60 } as const;
    const widgets: DashboardView["widgets"] = [
      { ...metric, title: "A", lines: [line("finished", "Sum", 1), line("complete", "Sum", 1)] },
      { ...metric, title: "B", lines: [line("one", "p50", 7), line("other", "p50", 9)] },
      { ...metric, title: "C", lines: ["a", "b", "c", "d"].map((label) => line(label, "Sum", 2)) },
      { type: "alarm", title: "Ringing", watched: 5, alarms: [] },
    ];
    const { stdout } = await cli(["dashboard"], [{ body: { ...view, widgets, failures: [] } }]);
    expect(stdout.split("\n").filter((row) => /^[ABC]/.test(row) && / \d/.test(row))).toEqual([
      expect.stringMatching(/^All quiet: 5 alarms$/),
      expect.stringMatching(/^A: finished +x +1 +1 +1 /),
      expect.stringMatching(/^A: complete +x +1 +1 +1 /),
      expect.stringMatching(/^B: other +highest of 2 +x, p50 +9 +9 /),
      expect.stringMatching(/^C +sum of 4 +x +8 +8 +8 /),
    ]);
  });

  it("wraps what does not fit the terminal", async () => {
    const markdown = `## ${"Ways to fail, of ".repeat(8)}every region`;
    const page = renderDashboard(
      { ...view, widgets: [{ type: "text", markdown }] },
      { paint: createPaint(false), columns: 80, all: true },
    );
    expect(page.replaceAll("\n", " ")).toContain(markdown.slice(3));
    expect(Math.max(...page.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("answers 0 when every region could be read, and prints the document with --json", async () => {
    const body = { ...view, failures: [] };
    const { exitCode, stdout } = await cli(["dashboard", "--json"], [{ body }]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(body);
  });
});

describe("a sparkline", () => {
  const minute = 60_000;
  const pointsOf = (values: Record<number, number>) =>
    Object.entries(values).map(([at, value]): [string, number] => [
      new Date(Number(at) * minute).toISOString(),
      value,
    ]);
  const draw = (values: Record<number, number>, more: Partial<Parameters<typeof sparkline>[1]> = {}) =>
    sparkline(pointsOf(values), {
      fromMs: 0,
      toMs: 5 * minute,
      periodMs: minute,
      top: 7,
      width: 60,
      ...more,
    });

  it.each([
    ["one character a period, nothing where nothing is", { 0: 7, 2: 0, 4: 3 }, {}, "█ ▁ ▄"],
    ["nothing at all", {}, {}, "     "],
    ["what is above 0 never as 0", { 0: 0.001, 1: 0 }, {}, "▂▁   "],
    ["no value above the top", { 0: 700 }, {}, "█    "],
    ["zeros when all are", { 0: 0, 4: 0 }, { top: 0 }, "▁   ▁"],
    ["the latest when there is not room for all", { 0: 7, 3: 1, 4: 7 }, { width: 3 }, " ▂█"],
    [
      "a window that cuts periods at both ends",
      { 0: 7, 5: 7 },
      { fromMs: 30_000, toMs: 5.5 * minute },
      "█    █",
    ],
  ])("shows %s", (_, values, more, line) => {
    expect(draw(values, more)).toBe(line);
  });
});
