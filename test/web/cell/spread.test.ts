import { describe, expect, it } from "vitest";
import { axisAround, marksOn, placeOn } from "../../../packages/web/src/cell/log-axis.ts";
import { axisOf, columnsOf, seriesOf, sharesOf } from "../../../packages/web/src/cell/spread-series.ts";

const bucket = (ms: number, n: number) => ({ leastMs: ms, greatestMs: ms + 0.5, n });
const warm = { n: 10, buckets: [bucket(100, 6), bucket(200, 3), bucket(400, 1)], band: 0.3 };
const cold = { n: 1, buckets: [bucket(900, 1)] };
const spread = { measure: "originWait", starts: { cold, warm } } as const;

describe("a log axis", () => {
  it("holds every positive value, and none of the others", () => {
    const axis = axisAround([0, -3, 20, 800]);
    expect(axis?.fromMs).toBeLessThan(20);
    expect(axis?.toMs).toBeGreaterThan(800);
    expect(axisAround([0, -1])).toBeUndefined();
  });

  it("has equal ratios equally far apart", () => {
    const axis = { fromMs: 1, toMs: 1_000 };
    expect([1, 10, 100, 1_000].map((ms) => placeOn(axis, ms))).toEqual(
      [0, 1 / 3, 2 / 3, 1].map((at) => expect.closeTo(at, 9)),
    );
    expect([placeOn(axis, 0.1), placeOn(axis, 5_000)]).toEqual([0, 1]);
  });

  it.each([
    [{ fromMs: 1, toMs: 1_000 }, [1, 10, 100, 1_000]],
    [{ fromMs: 90, toMs: 600 }, [100, 200, 500]],
  ])("marks %o at round values", (axis, marks) => {
    expect(marksOn(axis)).toEqual(marks);
  });

  it("has three marks where no round value lies within", () => {
    const marks = marksOn({ fromMs: 210, toMs: 290 });
    expect(marks).toHaveLength(3);
    for (const ms of marks) expect(ms > 210 && ms < 290).toBe(true);
  });
});

describe("the charts of a cell", () => {
  it("have the warm samples first, in the first colour", () => {
    expect(seriesOf(spread).map(({ start, colour }) => [start, colour])).toEqual([
      ["warm", 0],
      ["cold", 1],
    ]);
  });

  it("count every sample in one column", () => {
    const series = seriesOf(spread);
    const axis = axisOf(series);
    if (!axis) throw new Error("no axis");
    const columns = columnsOf(warm, axis);
    expect(columns.reduce((sum, n) => sum + n, 0)).toBe(10);
    expect(columns.filter((n) => n > 0)).toEqual([6, 3, 1]);
    expect(columnsOf(cold, axis).at(-1) ?? 0).toBeLessThanOrEqual(1);
  });

  it("say what share took no longer, and end at all of them", () => {
    expect(sharesOf(warm)).toEqual([
      { ms: 100.5, share: 0.6 },
      { ms: 200.5, share: 0.9 },
      { ms: 400.5, share: 1 },
    ]);
  });
});
