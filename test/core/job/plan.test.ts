import { blocksPerShard } from "@crisscross/core/job/block-message";
import { probesPerBlockFor } from "@crisscross/core/job/block-size";
import type { Load } from "@crisscross/core/job/load";
import { blockCount, planBlock, planBlocks, shardOf } from "@crisscross/core/job/plan";
import type { Region } from "@crisscross/core/job/regions";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recordOf } from "../samples.ts";

const someRegions = (min = 1) =>
  fc.uniqueArray(fc.constantFrom("ap-south-1", "eu-west-2", "us-west-1", "sa-east-1"), { minLength: min });
const anyRecord = fc
  .record({
    origins: someRegions(),
    targets: someRegions(),
    variants: fc.uniqueArray(fc.constantFrom("bare", "db-get", "db-put"), { minLength: 1 }),
    rounds: fc.integer({ min: 1, max: 40 }),
    seed: fc.integer({ min: 0, max: 4_294_967_295 }),
    load: fc.oneof(
      fc.record({ model: fc.constant("sequential"), gapMs: fc.integer({ min: 0, max: 60_000 }) }),
      fc.record({ model: fc.constant("burst"), size: fc.integer({ min: 2, max: 16 }) }),
    ),
    budgetMs: fc.integer({ min: 1, max: 200_000 }),
  })
  .map(({ budgetMs, rounds, ...spec }) => {
    const load = spec.load as Load;
    const samples = load.model === "burst" ? rounds * load.size : rounds;
    const perBlock = probesPerBlockFor(5_000, budgetMs, load);
    return recordOf({ ...(spec as Partial<ReturnType<typeof recordOf>["spec"]>), samples }, perBlock);
  });

describe("a plan", () => {
  it("asks for every cell exactly as often as the job wants, under distinct numbers", () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const { origins, targets, variants, samples } = record.spec;
        const counts = new Map<string, number>();
        const names = new Set<string>();
        for (const { origin, probes } of planBlocks(record))
          for (const { seq, target, variant } of probes) {
            const cell = `${origin} ${target} ${variant}`;
            counts.set(cell, (counts.get(cell) ?? 0) + 1);
            names.add(`${origin}.${seq}`);
          }
        expect(counts.size).toBe(origins.length * targets.length * variants.length);
        expect(new Set(counts.values())).toEqual(new Set([samples]));
        expect(names.size).toBe(counts.size * samples);
      }),
    );
  });

  it("gives any block by itself the same as in sequence", () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(), (record, pick) => {
        const blocks = [...planBlocks(record)];
        const block = blocks[pick % blocks.length];
        if (!block) throw new Error("a plan has blocks");
        const origin = record.spec.origins.find((code) => code === block.origin) ?? "us-east-1";
        expect(planBlock(record, origin, block.index)).toEqual(block);
      }),
    );
  });

  it("fills every block but an origin's last", () => {
    const record = recordOf({ samples: 5 }, 16);
    const sizes = [0, 1].map((index) => planBlock(record, "eu-west-2", index).probes.length);
    expect(blockCount(record)).toBe(2);
    expect(sizes).toEqual([16, 4]);
  });

  it("visits every cell once before any cell again", () => {
    const record = recordOf({ samples: 30 });
    const cells = [...planBlocks(record)]
      .filter(({ origin }) => origin === "ap-south-1")
      .flatMap(({ probes }) => probes.map(({ target, variant }) => `${target} ${variant}`));
    for (let round = 0; round < 30; round++)
      expect(new Set(cells.slice(round * 4, round * 4 + 4)).size).toBe(4);
  });

  it("changes the order with the seed, the origin and the round, and with nothing else", () => {
    const orderOf = (record: ReturnType<typeof recordOf>, origin: "ap-south-1" | "eu-west-2") =>
      planBlock(record, origin, 0).probes.map(({ target, variant }) => `${target} ${variant}`);
    const record = recordOf({ samples: 4, variants: ["bare", "db-get", "db-put"] }, 6);
    expect(orderOf(record, "ap-south-1")).toEqual(orderOf({ ...record, id: "job-2" }, "ap-south-1"));
    expect(orderOf(record, "ap-south-1")).not.toEqual(orderOf(record, "eu-west-2"));
    const reseeded = { ...record, spec: { ...record.spec, seed: 32 } };
    expect(orderOf(record, "ap-south-1")).not.toEqual(orderOf(reseeded, "ap-south-1"));
    const rounds = [0, 1, 2, 3].map((index) =>
      JSON.stringify(
        planBlock(record, "ap-south-1", index).probes.map(({ target, variant }) => [target, variant]),
      ),
    );
    expect(new Set(rounds).size).toBe(4);
  });

  it("lets origins take turns", () => {
    const origins = [...planBlocks(recordOf())].map(({ origin, index }) => `${origin} ${index}`);
    expect(origins).toEqual(["ap-south-1 0", "eu-west-2 0", "ap-south-1 1", "eu-west-2 1"]);
  });

  it("reaches the last block of a million probes without the others", () => {
    const record = recordOf({
      origins: ["ap-south-1"],
      targets: ["us-west-1"],
      variants: ["bare"],
      samples: 1_000_000,
    });
    expect(planBlock(record, "ap-south-1", 62_499).probes.at(-1)?.seq).toBe(999_999);
  });

  it.each([-1, 2, 0.5])("has no block %s", (index) => {
    expect(() => planBlock(recordOf(), "ap-south-1", index)).toThrow("has blocks 0 to 1");
  });
});

describe("a plan of bursts", () => {
  const load: Load = { model: "burst", size: 5 };
  const probesOf = (record: ReturnType<typeof recordOf>, origin: Region) =>
    [...planBlocks(record)].filter((block) => block.origin === origin).map(({ probes }) => probes);

  it("gives every burst one cell, numbers it, and keeps it in one block", () => {
    const record = recordOf({ samples: 10, load }, probesPerBlockFor(5_000, 130_000, load));
    const blocks = probesOf(record, "eu-west-2");
    expect(blocks.map(({ length }) => length)).toEqual([15, 15, 10]);
    const bursts = Map.groupBy(blocks.flat(), ({ burst }) => burst?.id);
    expect([...bursts.keys()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (const probes of bursts.values()) {
      expect(probes).toHaveLength(5);
      expect(probes.every(({ burst }) => burst?.size === 5)).toBe(true);
      expect(new Set(probes.map(({ target, variant }) => `${target} ${variant}`)).size).toBe(1);
    }
  });

  it("visits every cell with one burst before any cell again", () => {
    const record = recordOf({ samples: 10, load }, 15);
    const cells = probesOf(record, "ap-south-1")
      .flat()
      .map(({ target, variant }) => `${target} ${variant}`);
    expect(new Set(cells.slice(0, 20)).size).toBe(4);
    expect(new Set(cells.slice(20)).size).toBe(4);
  });
});

describe("a plan with a gap", () => {
  const load: Load = { model: "sequential", gapMs: 250 };

  it("intends an origin's probes one gap after another, across blocks, and origins out of step", () => {
    const record = recordOf({ samples: 5, load });
    const firsts = record.spec.origins.map((origin) => {
      const probes = [0, 1].flatMap((index) => planBlock(record, origin, index).probes);
      const dueMs = probes.map(({ intendedAtMs }) => intendedAtMs - record.createdAtMs);
      expect(dueMs).toEqual(Array.from({ length: 20 }, (_, seq) => (dueMs[0] ?? 0) + seq * 250));
      return dueMs[0];
    });
    expect(firsts).toEqual([0, 125]);
  });

  it("has no bursts, and without a gap one intended time", () => {
    const probes = [...planBlocks(recordOf())].flatMap((block) => block.probes);
    expect(new Set(probes.map(({ intendedAtMs }) => intendedAtMs)).size).toBe(1);
    expect(probes.some((probe) => "burst" in probe)).toBe(false);
  });
});

it("shards blocks by 256", () => {
  expect([0, blocksPerShard - 1, blocksPerShard, 62_499].map(shardOf)).toEqual([0, 0, 1, 244]);
});
