import { probesPerBlockFor } from "@crisscross/core/job/block-size";
import type { Load } from "@crisscross/core/job/load";
import { blockCount, planBlocks } from "@crisscross/core/job/plan";
import { mostFresh, refreshedBlock, tenantOf } from "@crisscross/core/job/refresh";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordOf } from "../samples.ts";

const anyRecord = fc
  .record({
    targets: fc.uniqueArray(fc.constantFrom("ap-south-1", "us-west-1", "sa-east-1"), { minLength: 1 }),
    variants: fc.uniqueArray(fc.constantFrom("bare", "db-get", "db-put"), { minLength: 1 }),
    refresh: fc.integer({ min: 1, max: 12 }),
    moreRounds: fc.integer({ min: 0, max: 60 }),
    size: fc.constantFrom(1, 1, 1, 2, 5),
    budgetMs: fc.integer({ min: 1, max: 200_000 }),
  })
  .map(({ targets, variants, refresh, moreRounds, size, budgetMs }) => {
    const load: Load = size > 1 ? { model: "burst", size } : { model: "sequential", gapMs: 0 };
    const samples = (refresh + moreRounds) * size;
    const spec = { ...recordOf().spec, targets: targets as never, variants, refresh, samples, load };
    return recordOf(spec, refreshedBlock(spec, probesPerBlockFor(5_000, budgetMs, load)));
  });
type Refreshed = ReturnType<typeof recordOf>;

const refreshOf = ({ spec }: Refreshed): number => spec.refresh ?? Number.NaN;
const visits = (record: Refreshed, origin: string) =>
  [...planBlocks(record)]
    .filter((block) => block.origin === origin)
    .flatMap(({ index, probes }) =>
      probes.map((probe) => ({ ...probe, index, tenant: tenantOf(record, origin, probe.seq) ?? "none" })),
    );

describe("the tenants of a refresh job", () => {
  it("are as many as it asks for in each origin, and every cell meets all of them", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const all = record.spec.origins.map((origin) => visits(record, origin));
        for (const probes of all) {
          const cells = Map.groupBy(probes, ({ target, variant }) => `${target} ${variant}`);
          for (const [cell, calls] of cells)
            expect(new Set(calls.map(({ tenant }) => tenant)).size, cell).toBe(refreshOf(record));
        }
        const names = all.flatMap((probes) => [...new Set(probes.map(({ tenant }) => tenant))]);
        expect(new Set(names).size).toBe(all.length * refreshOf(record));
      }),
    );
  });

  it("are met as often as each other, but for one visit", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const { targets, variants, load } = record.spec;
        const perRound = targets.length * variants.length * (load.model === "burst" ? load.size : 1);
        const counts = [...Map.groupBy(visits(record, "eu-west-2"), ({ tenant }) => tenant).values()];
        const calls = counts.map(({ length }) => length);
        expect(Math.max(...calls) - Math.min(...calls)).toBeLessThanOrEqual(
          Math.max(perRound, record.probesPerBlock),
        );
      }),
    );
  });

  it("have all calls of a burst, and of a block that holds whole rounds", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const { targets, variants, load } = record.spec;
        const perRound = targets.length * variants.length * (load.model === "burst" ? load.size : 1);
        const probes = visits(record, "ap-south-1");
        const together = [
          ...Map.groupBy(probes, ({ burst, seq }) => burst?.id ?? seq).values(),
          ...(record.probesPerBlock % perRound === 0
            ? Map.groupBy(probes, ({ index }) => index).values()
            : []),
        ];
        for (const group of together) expect(new Set(group.map(({ tenant }) => tenant)).size).toBe(1);
      }),
    );
  });

  it("have names that Lambda takes, and that no other job or origin has", () => {
    const record = { ...recordOf({ refresh: 3 }), id: "01m7ytjqnmbggmdcxjgf3rhs5z" };
    expect(tenantOf(record, "eu-west-2", 0)).toBe("01m7ytjqnmbggmdcxjgf3rhs5z/eu-west-2/0");
    // The pattern and the length are those of TenantId in Lambda's API.
    expect(tenantOf(record, "ap-southeast-2", 9)).toMatch(/^[a-zA-Z0-9._:/=+\-@ ]{1,256}$/);
    expect(tenantOf(record, "ap-south-1", 0)).not.toBe(tenantOf(record, "eu-west-2", 0));
    expect(tenantOf({ ...record, id: "job-2" }, "eu-west-2", 0)).not.toBe(tenantOf(record, "eu-west-2", 0));
  });

  it("are the same for a probe however often its block is delivered, and none for an ordinary job", () => {
    const record = recordOf({ refresh: 2, samples: 6 });
    expect(tenantOf(record, "eu-west-2", 5)).toBe(tenantOf(structuredClone(record), "eu-west-2", 5));
    expect(tenantOf(recordOf(), "eu-west-2", 5)).toBeUndefined();
  });
});

describe("blocks of a refresh job", () => {
  it.each([
    // cells, rounds, environments, fitting: probes per block
    [1, 6, 3, 10, 2],
    [1, 300, 10, 10, 10],
    [1, 60, 7, 10, 8],
    [4, 12, 3, 10, 8],
    [4, 5, 5, 10, 4],
    [12, 5, 5, 10, 10],
  ])(
    "of %i cells and %i rounds in %i environments, of %i that fit, hold %i",
    (cells, rounds, refresh, fitting, held) => {
      const variants = Array.from({ length: cells }, (_, at) => `bare/up=${at + 1}`);
      const { spec } = recordOf({ targets: ["eu-west-2"], variants, samples: rounds, refresh });
      expect(refreshedBlock(spec, fitting)).toBe(held);
      expect(refreshedBlock({ ...spec, refresh: undefined }, fitting)).toBe(fitting);
    },
  );

  it("are one for each environment at least, so that no two of them need one environment at once", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        fc.pre(record.probesPerBlock >= record.spec.targets.length * record.spec.variants.length * 5);
        expect(blockCount(record)).toBeGreaterThanOrEqual(refreshOf(record));
      }),
    );
    expect(mostFresh).toBe(64);
  });
});
