import { attributionOf } from "@crisscross/core/documents/attribution";
import type { DashboardView } from "@crisscross/core/documents/dashboard-view";
import { matrixOf } from "@crisscross/core/documents/matrix";
import { columns as csvColumns } from "@crisscross/core/documents/sample-columns";
import { sampleDocumentOf } from "@crisscross/core/documents/sample-document";
import { rowOf } from "@crisscross/core/documents/sample-row";
import { blockCount } from "@crisscross/core/job/plan";
import { metricsOfBlock } from "@crisscross/core/metrics/block-metrics";
import { measureNames } from "@crisscross/core/sample/measure";
import { mergeAll } from "@crisscross/core/summary/summary";
import { describe, expect, it } from "vitest";
import { renderAttribution } from "../../packages/cli/src/render/attribution.ts";
import { renderDashboard } from "../../packages/cli/src/render/dashboard.ts";
import { renderMatrix } from "../../packages/cli/src/render/matrix.ts";
import { renderSample } from "../../packages/cli/src/render/sample.ts";
import { createPaint } from "../../packages/cli/src/terminal/paint.ts";
import { readBody } from "../../packages/functions/src/watching/dashboard-body.ts";
import { summarizeOf } from "../core/summarized.ts";
import { widgets as committedWidgets } from "../infrastructure/watching.ts";
import { type Claim, claimOfMeasure, faultsOf, hopBetween, numbersIn, numbersOn } from "./claims.ts";
import { blocks, hopsOf, isPlainlyNested, originHop, record, variants, waitOf } from "./world.ts";

const matrix = matrixOf(record, mergeAll(blocks.map(summarizeOf(blockCount(record)))));
const attribution = attributionOf(record, blocks, blocks.length);
const ofVariant = (variant: string) => {
  const block = blocks.find(({ samples }) => samples.some((sample) => sample.variant === variant));
  const sample = block?.samples.find((one) => one.variant === variant);
  if (!block || !sample) throw new Error(`no sample of ${variant}`);
  return { block, sample };
};
const page = { paint: createPaint(false), columns: 400 };
const waitsOn = (text: string) =>
  text.split("\n").flatMap((line) => numbersOn(line).flatMap(({ ms }) => waitOf(ms) ?? []));

/** A name of a bill or a level, and the hop that this function itself waits in. */
const ownHop = (name: string, variant: string) => hopsOf(variant).findIndex(({ caller }) => caller === name);

it("knows 30 variants, and every wait of them apart", () => {
  expect(variants).toHaveLength(30);
  expect(new Set(variants.flatMap((variant) => ofVariant(variant).sample.variant)).size).toBe(30);
});

describe("no row shows another function's wait", () => {
  it("in the matrix document, where every variant has what its origin waited", () => {
    const faults = matrix.matrix.flatMap(({ variant, ...row }) =>
      numbersIn(row)
        .filter(({ path }) => !path.includes("sum"))
        .flatMap(({ path, ms }) => {
          const name = path.find((key) => (measureNames as readonly string[]).includes(key)) ?? "";
          return faultsOf(ms, variant, claimOfMeasure(name, variant), `matrix ${path.join(".")}`);
        }),
    );
    expect(faults).toEqual([]);
    for (const { variant, measures } of matrix.matrix) {
      expect(waitOf(Number(measures.originWait?.p50))).toEqual({ variant, hop: originHop(variant) });
      expect("innerObserved" in measures, variant).toBe(isPlainlyNested(variant));
    }
  });

  it("in the attribution document, whose waits name both functions", () => {
    const faults = attribution.attribution.flatMap(({ variant, waits, bills, ...row }) => [
      ...numbersIn(row).flatMap(({ path, ms }) => faultsOf(ms, variant, undefined, path.join("."))),
      ...waits.flatMap(({ caller, callee, ...wait }) => {
        const hop = hopBetween(caller, callee, variant) ?? Number.NaN;
        return numbersIn(wait).flatMap(({ path, ms }) => {
          // The distance of two regions is pooled over all variants, and what is left of the transit beyond it is less than any wait.
          if (path.includes("distanceMs") || path.includes("variationMs")) return [];
          const claim = path.includes("observedMs") ? { wait: hop } : { overhead: hop };
          return faultsOf(ms, variant, claim, `${caller} for ${callee}: ${path.join(".")}`);
        });
      }),
      ...bills.flatMap((bill) => faultsOfBill(bill, variant)),
    ]);
    expect(faults).toEqual([]);
    for (const { variant, waits } of attribution.attribution)
      expect(waits.map(({ caller, callee }) => ({ caller, callee }))).toEqual(
        hopsOf(variant).slice(originHop(variant)),
      );
  });

  it.each(variants)("in the document of a probe of %s", (variant) => {
    const { block, sample } = ofVariant(variant);
    const { measures, levels, bills, hops, marks, ...rest } = sampleDocumentOf(block, sample);
    const faults = [
      ...numbersIn(measures).flatMap(({ path: [name = ""], ms }) =>
        faultsOf(ms, variant, claimOfMeasure(name, variant), name),
      ),
      ...levels.flatMap(({ caller, name, ...level }) =>
        numbersIn(level).flatMap(({ path, ms }) => {
          const hop = hopBetween(caller, name, variant) ?? Number.NaN;
          return faultsOf(ms, variant, { wait: hop }, `${caller} for ${name}: ${path.join(".")}`);
        }),
      ),
      ...bills.flatMap((bill) => faultsOfBill(bill, variant)),
      ...hops.flatMap(({ name, ...hop }) => {
        const callee = name.replace(/^(request to|response from) /, "");
        const overhead = hopsOf(variant).findIndex((one) => one.callee === callee);
        return numbersIn(hop).flatMap(({ ms }) => faultsOf(ms, variant, { overhead }, name));
      }),
      ...numbersIn([marks, rest]).flatMap(({ path, ms }) => faultsOf(ms, variant, undefined, path.join("."))),
    ];
    expect(faults).toEqual([]);
  });

  it("in the columns of an export", () => {
    const faults = blocks.flatMap((block) =>
      block.samples.flatMap((sample) =>
        rowOf(block, sample).flatMap((cell, place) => {
          const name = csvColumns[place]?.name ?? "";
          if (!name.endsWith("Ms") || typeof cell !== "number") return [];
          return faultsOf(cell, sample.variant, claimOfMeasure(name.slice(0, -2), sample.variant), name);
        }),
      ),
    );
    expect(faults).toEqual([]);
  });

  it("in what CloudWatch gets, nor two functions' under one name and variant", () => {
    const faults = blocks
      .flatMap(metricsOfBlock)
      .flatMap(({ name, dimensions: { variant: value }, values }) => {
        const among = new Set<string>();
        return values.flatMap((ms) => {
          const wait = waitOf(ms);
          if (wait) {
            const { caller, callee } = hopsOf(wait.variant)[wait.hop] ?? {};
            among.add(`${caller} ${callee}`);
            const isTrue = name === "Total" && wait.hop === 0 && among.size === 1;
            return isTrue ? [] : [`${name} ${value} has ${[...among].join(", ")}`];
          }
          const claim = name === "OuterOverhead" ? 0 : name === "InnerOverhead" ? 1 : Number.NaN;
          return faultsOf(ms, undefined, { overhead: claim }, `${name} ${value}`);
        });
      });
    expect(faults).toEqual([]);
    const inner = blocks.flatMap(metricsOfBlock).filter(({ name }) => name === "InnerOverhead");
    const values = new Set(inner.map(({ dimensions }) => dimensions.variant));
    expect(values).toEqual(new Set(["bare", "db-get", "modified"]));
  });

  it.each([
    ["on the dashboard", { all: true }, ["bare", "db-get", "modified", "via"]],
    ["on the dashboard's first page", { all: false }, []],
  ])("%s, whose labels name both functions", (_where, options, every) => {
    const data = blocks.flatMap(metricsOfBlock);
    const widgets = readBody(JSON.stringify({ widgets: committedWidgets() })).flatMap((widget) =>
      widget.type === "metric" ? [widget] : [],
    );
    const view: DashboardView = {
      name: "crisscross",
      from: "2027-01-15T08:00:00.000Z",
      to: "2027-01-15T11:00:00.000Z",
      failures: [],
      widgets: widgets.map((widget) => ({
        ...widget,
        lines: widget.lines.map(({ label, region, stat, name, dimensions }) => ({
          label,
          region,
          stat,
          points: data
            .filter((datum) => datum.name === name && isSame(datum.dimensions, dimensions))
            .flatMap(({ values }) => values.map((ms): [string, number] => ["2027-01-15T09:00:00.000Z", ms])),
        })),
      })),
    };
    // A table's head says the top of its scale, of all its lines.
    const lines = renderDashboard(view, { ...page, ...options })
      .split("\n")
      .filter((line) => !/^ +stat /.test(line));
    const shown = lines.flatMap((line) => waitsOn(line).map((wait) => ({ line, wait })));
    const faults = shown.filter(({ line, wait: { variant, hop } }) => {
      const [, caller, callee] = line.match(/(?:^|: )(\w+) to (\w+) /) ?? [];
      return hopBetween(caller, callee, variant) !== hop;
    });
    expect(faults).toEqual([]);
    const names = new Set(shown.map(({ line }) => line.match(/\w+ to \w+ \S+/)?.[0]));
    const all = every.map((one) => `consume to outer ${one}`).concat("consume to inner direct");
    if (options.all) expect(names).toEqual(new Set(all));
    expect(names.size).toBeGreaterThan(0);
  });

  it("in the grids, their first lines, the line of each cell and the table of every measure", () => {
    const lines = renderMatrix(matrix, { ...page, detail: true, measures: true, next: [] }).split("\n");
    let variant: string | undefined;
    let claimAt: (end: number) => Claim | undefined = () => undefined;
    const faults = lines.flatMap((line, at) => {
      const conclusion = line.match(/A warm (\S+) call takes/)?.[1];
      const detail = line.match(/^(\S+) from \w+/)?.[1];
      const cells = line.match(/^(\S+) {2}warm calls, one line a cell/)?.[1];
      if (cells !== undefined) {
        variant = cells;
        const caller = lines[at + 1]?.match(/^(\w+) waits for /)?.[1];
        const wait = hopsOf(variant).findIndex((one) => one.caller === caller);
        claimAt = () => ({ wait });
      }
      const grid = line.match(
        /^(\S+) {2}(\w+) waits for (?:inner|all behind it: via .*, then inner) \(originWait\)/,
      );
      if (conclusion !== undefined || grid || detail !== undefined) {
        variant = conclusion ?? grid?.[1] ?? detail;
        const hop = hopsOf(variant ?? "").findIndex(({ caller }) => caller === (grid?.[2] ?? "nobody"));
        claimAt =
          conclusion !== undefined ? () => ({ wait: originHop(variant ?? "") }) : () => ({ wait: hop });
        if (detail !== undefined) claimAt = readHeads(lines.slice(at + 1, at + 3), detail);
      }
      return numbersOn(line).flatMap(({ ms, end }) => faultsOf(ms, variant, claimAt(end), line));
    });
    expect(faults).toEqual([]);
    expect(waitsOn(lines.join("\n")).length).toBeGreaterThan(5 * variants.length);
  });

  it.each([
    ["how the cells rank", {}],
    ["every cell", { all: true }],
  ])("where explain tells of %s", (_what, options) => {
    const lines = renderAttribution(attribution, { ...page, ...options }).split("\n");
    let variant: string | undefined;
    let hop: number | undefined;
    const faults = lines.flatMap((line) => {
      const heading = line.match(/^(\S+) {2}(\w+(?: \d)?) waits for (\w+(?: \d)?)/);
      if (heading) variant = heading[1];
      if (heading) hop = hopBetween(heading[2], heading[3], variant ?? "");
      return numbersOn(line)
        .filter(({ ms }) => waitOf(ms))
        .flatMap(({ ms }) => faultsOf(ms, variant, { wait: hop ?? Number.NaN }, line));
    });
    expect(faults).toEqual([]);
    const legs = variants.flatMap((one) => hopsOf(one).slice(originHop(one)));
    expect(waitsOn(lines.join("\n"))).toHaveLength("all" in options ? legs.length : variants.length);
  });

  it.each(variants)("where explain tells of one probe of %s", (variant) => {
    const { block, sample } = ofVariant(variant);
    const text = renderSample(sampleDocumentOf(block, sample), { ...page, marks: true });
    const faults = text.split("\n").flatMap((line) => {
      const [, caller, callee] = line.match(/(\w+(?: \d)?) (?:waited \d+ ms|waits) for (\w+(?: \d)?)/) ?? [];
      const [, billed = ""] = line.match(/^(outer|via \d) {2,}/) ?? [];
      const hop = line.startsWith("The probe, ")
        ? 0
        : (hopBetween(caller, callee, variant) ?? ownHop(billed, variant));
      return numbersOn(line)
        .filter(({ ms }) => waitOf(ms))
        .flatMap(({ ms }) => faultsOf(ms, variant, { wait: hop }, line));
    });
    expect(faults).toEqual([]);
    expect(new Set(waitsOn(text).map(({ hop }) => hop)).size).toBe(hopsOf(variant).length);
  });
});

/** A bill's wait is that of the function it is of; idle is what that wait has beyond what the one below was billed. */
function faultsOfBill({ name, ...bill }: { name: string }, variant: string): string[] {
  return numbersIn(bill).flatMap(({ path, ms }) => {
    const hop = ownHop(name, variant);
    const claim = path.includes("idleMs")
      ? { overhead: hop }
      : { wait: path.includes("waitedMs") ? hop : Number.NaN };
    return faultsOf(ms, variant, claim, `bill of ${name}: ${path.join(".")}`);
  });
}

const heads: Readonly<Record<string, string>> = {
  total: "total",
  "origin waits": "originWait",
  "inner observed": "innerObserved",
  "to inner and back": "innerTransit",
};

/** Figures stand right-aligned below their heads: what the column that ends here claims. */
function readHeads(lines: readonly string[], variant: string): (end: number) => Claim | undefined {
  const words = lines.flatMap((line) =>
    [...line.matchAll(/\S+(?: \S+)*/g)].map((match) => ({
      text: match[0],
      end: match.index + match[0].length,
    })),
  );
  return (end) => {
    const head = words
      .filter((word) => word.end === end)
      .map(({ text }) => text)
      .join(" ");
    return claimOfMeasure(heads[head] ?? "", variant);
  };
}

const isSame = (a: object, b: object): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
