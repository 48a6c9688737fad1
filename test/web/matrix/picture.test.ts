import { regions } from "@crisscross/core/job/regions";
import { describe, expect, it } from "vitest";
import { figureOf, shiftBetween } from "../../../packages/web/src/matrix/cell-figure.ts";
import { offersOf, otherConnection, readChoices } from "../../../packages/web/src/matrix/choices.ts";
import { domainOf, pictureOf } from "../../../packages/web/src/matrix/picture.ts";
import { byLongitude } from "../../../packages/web/src/words/geography.ts";
import { rowAt, statsAt } from "../rows.ts";

const [tokyo, london, california] = ["ap-northeast-1", "eu-west-2", "us-west-1"] as const;
const rows = [tokyo, london, california].flatMap((origin) =>
  [tokyo, london, california].map((target) =>
    rowAt(origin, target, origin === target ? 5 : origin === london || target === london ? 200 : 110),
  ),
);
const choices = (query: Record<string, string> = {}, of = rows) => readChoices(query, offersOf(of));

describe("choices", () => {
  it("are what is asked for most: the caller's wait, the median, warm calls", () => {
    expect(choices()).toEqual({
      measure: "originWait",
      stat: "p50",
      variant: "bare",
      start: "warm",
      other: undefined,
      compare: "beside",
      order: "asked",
      isFitted: false,
    });
  });

  it("are the address's where the job has them", () => {
    const query = { measure: "outerBilled", stat: "p95", start: "all", order: "value", colours: "fit" };
    expect(choices(query)).toMatchObject({
      ...{ measure: "outerBilled", stat: "p95", start: "all", order: "value", isFitted: true },
    });
    expect(choices({ measure: "db", stat: "p42", start: "cold", variant: "db-get", with: "bare" })).toEqual(
      choices(),
    );
  });

  it("fall back to all starts where none was warm", () => {
    const cold = [rowAt(tokyo, london, 700, { starts: {} })];
    expect(choices({}, cold).start).toBe("all");
  });

  it("know a variant over the other connection", () => {
    const variants = ["bare", "db-get/fresh", "bare/fresh", "db-get/fresh/quiet"];
    expect(otherConnection("bare", variants)).toBe("bare/fresh");
    expect(otherConnection("bare/fresh", variants)).toBe("bare");
    expect(otherConnection("db-get/fresh", variants)).toBeUndefined();
  });
});

describe("the order of rows and columns", () => {
  const ordered = (order: string) => pictureOf(rows, "bare", choices({ order })).origins;
  it("is as asked, west to east, by name, or nearest first", () => {
    expect(ordered("asked")).toEqual([tokyo, london, california]);
    expect(ordered("geography")).toEqual([california, london, tokyo]);
    expect(ordered("name")).toEqual([london, california, tokyo]);
    expect(ordered("value")).toEqual([tokyo, california, london]);
  });

  it("knows where every region lies", () => {
    const order = regions.map(({ code }) => code).toSorted(byLongitude);
    expect(order[0]).toBe("us-west-1");
    expect(order.at(-1)).toBe("ap-southeast-2");
    expect(["nowhere-1", "ap-southeast-2"].toSorted(byLongitude).at(-1)).toBe("nowhere-1");
  });

  it("puts what has no value last", () => {
    const some = [rowAt(tokyo, london, 200, { starts: {} }), rowAt(california, london, 150)];
    expect(pictureOf(some, "bare", { ...choices({ order: "value" }), start: "warm" }).origins).toEqual([
      california,
      tokyo,
    ]);
  });
});

describe("a cell", () => {
  const asked = choices();
  it("shows its number with its interval and how many samples it is of", () => {
    expect(figureOf(rowAt(tokyo, london, 200), asked)).toEqual({
      kind: "value",
      ms: 200,
      n: 30,
      interval: [198, 202],
    });
  });

  it("is refused where samples are too few, with the reason", () => {
    expect(figureOf(rowAt(tokyo, london, 200), { ...asked, stat: "p95" })).toEqual({
      kind: "refused",
      why: "needs 59 samples, has 30",
      n: 30,
    });
  });

  it("lies beyond the deadline where too many calls did, and counts them", () => {
    const stats = statsAt(200, { n: 10, p50: { gt: 250 }, censored: 20 });
    const row = rowAt(tokyo, london, 200, { measures: { originWait: stats } });
    expect(figureOf(row, { ...asked, start: "all" })).toEqual({ kind: "beyond", ms: 250, n: 30 });
  });

  it.each([
    [{ n: 0, outcomes: { ok: 0, throttled: 0, timeout: 0, error: 0 }, starts: {} }, "no probe is in yet"],
    [{ outcomes: { ok: 0, throttled: 0, timeout: 30, error: 0 }, starts: {} }, "no probe was answered"],
    [{ starts: {} }, "no warm sample has this measure"],
  ])("says why it has nothing: %j", (more, why) => {
    expect(figureOf(rowAt(tokyo, london, 200, more), asked)).toEqual({ kind: "nothing", why });
  });

  it("differs for sure only where both intervals are known and lie apart", () => {
    const at = (ms: number) => figureOf(rowAt(tokyo, london, ms), asked);
    expect(shiftBetween(at(100), at(110))).toEqual({ ms: 10, isApart: true });
    expect(shiftBetween(at(110), at(100))).toEqual({ ms: -10, isApart: true });
    expect(shiftBetween(at(100), at(103))).toEqual({ ms: 3, isApart: false });
    expect(shiftBetween(at(100), { kind: "value", ms: 110, n: 3 })).toEqual({ ms: 10, isApart: false });
    expect(shiftBetween(at(100), { kind: "beyond", ms: 250, n: 3 })).toBeUndefined();
  });
});

it("colours mean the same in every picture, unless asked to fit this one", () => {
  const asked = choices();
  const picture = pictureOf(rows, "bare", asked);
  expect(domainOf([picture], asked)).toEqual({ fromMs: 1, toMs: 1_000 });
  expect(domainOf([picture], choices({ colours: "fit" }))).toEqual({ fromMs: 5, toMs: 200 });
});
