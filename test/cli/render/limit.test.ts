import { describe, expect, it } from "vitest";
import { codeOf, judge, readLimits, renderJudgement } from "../../../packages/cli/src/render/limit.ts";
import { documentOf, rowOf, statsOf } from "../matrix-documents.ts";

describe("--max", () => {
  it("is a statistic, < and milliseconds; several with commas", () => {
    expect(readLimits("p95<250")).toEqual([{ stat: "p95", belowMs: 250 }]);
    expect(readLimits("p50 < 120.5, mean<99")).toEqual([
      { stat: "p50", belowMs: 120.5 },
      { stat: "mean", belowMs: 99 },
    ]);
    expect(readLimits(undefined)).toEqual([]);
  });

  it.each([
    "",
    "p95",
    "p95>250",
    "p95<=250",
    "p97<250",
    "p95<fast",
    "p95<0",
    "p95<-1",
    "p95<250ms",
    "p95<1,",
  ])("of %j is refused with what is accepted", (text) => {
    expect(() => readLimits(text)).toThrow(
      /^--max: ".*" is not accepted; accepted: a statistic, < and milliseconds, such as 'p95<250'/,
    );
  });
});

const [limit = { stat: "p50" as const, belowMs: 0 }] = readLimits("p50<200");
const warm = (ms: number, n = 3) => ({ warm: { n, measures: { originWait: statsOf(ms, { n }) } } });
const cell = (target: string, change: Parameters<typeof rowOf>[3]) =>
  rowOf("eu-west-2", target, "bare", change);
const fast = cell("eu-west-2", { starts: warm(7) });
const slow = cell("sa-east-1", { starts: warm(200) });
const slower = cell("ap-southeast-2", { starts: warm(261) });
const few = cell("us-west-1", { starts: warm(7, 2) });
const timedOut = cell("ap-south-1", {
  starts: warm(7),
  outcomes: { ok: 4, throttled: 0, timeout: 1, error: 0 },
});

describe("a limit", () => {
  const judged = (...matrix: (typeof fast)[]) => judge(limit, documentOf(matrix));
  const words = (...matrix: (typeof fast)[]) => renderJudgement(judged(...matrix));

  it.each([
    ["kept", [fast], 0],
    ["broken, by the value itself too", [fast, slow], 3],
    ["broken, whatever of the others cannot be told", [slow, few], 3],
    ["not to be told of too few samples", [fast, few], 4],
    ["not to be told where waits without an end may have been warm", [fast, timedOut], 4],
    ["not to be told without cells", [], 4],
  ] as const)("is %s", (_, matrix, code) => {
    expect(codeOf([judged(...matrix)])).toBe(code);
  });

  it("is not to be told of samples of two networks", () => {
    expect(codeOf([judge(limit, documentOf([fast], { wan: "mixed" }))])).toBe(4);
  });

  it("of a refused percentile is not to be told, and says how many it needs", () => {
    const p95 = judge({ stat: "p95", belowMs: 200 }, documentOf([fast]));
    expect(codeOf([p95])).toBe(4);
    const refused = { refused: { p95: "needs 59 samples, has 3" } };
    const starts = { warm: { n: 3, measures: { originWait: statsOf(7, { n: 3, ...refused }) } } };
    expect(
      renderJudgement(judge({ stat: "p95", belowMs: 200 }, documentOf([cell("eu-west-2", { starts })]))),
    ).toEqual([
      "limit p95 < 200 ms: cannot be told of 1 of 1 cells: London → London bare needs 59 samples, has 3",
    ]);
  });

  it("says which cells break it, slowest first, and of which it cannot be told", () => {
    expect(words(fast, slow, few, slower, timedOut)).toEqual([
      "limit p50 < 200 ms: broken by 2 of 5 cells: London → Sydney bare 261 ms; London → Sao Paulo bare 200 ms",
      "limit p50 < 200 ms: cannot be told of 2 of 5 cells: London → N. California bare needs 3 warm samples, has 2; London → Mumbai bare 1 timed out, and may have been warm",
    ]);
    expect(words(fast)).toEqual(["limit p50 < 200 ms: kept by the warm calls of all 1 cells"]);
  });
});
