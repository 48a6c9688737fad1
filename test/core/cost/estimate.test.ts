import { estimateJob } from "@crisscross/core/cost/estimate";
import type { CostedJob } from "@crisscross/core/cost/planned-job";
import { priceAssumptions } from "@crisscross/core/cost/price-assumptions";
import { pricedFunctions } from "@crisscross/core/job/priced-functions";
import type { PriceName } from "@crisscross/core/job/prices";
import { type Region, regions } from "@crisscross/core/job/regions";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { describe, expect, it } from "vitest";
import { consumeMapping } from "../../../stacks/limits.ts";
import { deployedMemoryMb as memoryMb } from "../job/memory.ts";
import { recordOf } from "../samples.ts";

type Spec = Parameters<typeof recordOf>[0] & object;

const jobOf = (
  spec: Parameters<typeof recordOf>[0],
  probesPerBlock = 16,
  more: Partial<CostedJob> = {},
): CostedJob => ({
  spec: recordOf(spec).spec,
  probesPerBlock,
  memoryMb,
  home: "us-east-1",
  ...more,
});

/** From Mumbai and London to California and Sao Paulo, at once. */
const both = (variants: string[], more: Spec = {}): Spec => ({
  origins: ["ap-south-1", "eu-west-2"],
  targets: ["us-west-1", "sa-east-1"],
  variants,
  samples: 250_000,
  load: { model: "sequential", gapMs: 0 },
  ...more,
});

/** What a job takes of one thing that AWS sells, in all regions or one, by all or one. */
function amountOf(job: CostedJob, price: PriceName, by?: string, region?: Region): number {
  const { lines } = estimateJob(job);
  const wanted = lines.filter(
    (line) =>
      line.price === price &&
      (by === undefined || line.by === by) &&
      (region === undefined || line.region === region),
  );
  return wanted.reduce((sum, { amount }) => sum + amount, 0);
}

describe("a million bare probes", () => {
  const job = jobOf(both(["bare"]));

  it("take what was computed by hand", () => {
    // Round trips 228, 298, 147, 186: 214.75 ms in the mean, and 1 within each origin; each call takes 18 ms more, inner 2.
    // Preparing: of each of four pairs once, three round trips for outer, and of 1 ms more for consume. Inits are 150 ms: two
    // outers an origin, and the wait for two inners that both origins share; consume waits for all of those, and has its own.
    const outerMs = 1e6 * 234.75 + 4 * 3 * 214.75 + 2 * (2 * 150 + 150);
    expect(amountOf(job, "lambdaGbSecond", "outer")).toBeCloseTo(outerMs * 1e-3 * 0.5, 6);
    expect(amountOf(job, "lambdaGbSecond", "inner")).toBeCloseTo((1e6 * 2 + 2 * 150) * 1e-3 * 0.25, 6);
    // 31,250 blocks an origin: three round trips of 185 and 76 ms to the table, 50 ms; three more for each of 123 shards, and
    // for each consumer's connection.
    const trips = 185 + 76;
    const besideMs = 31_250 * (3 * trips + 2 * 50) + 123 * 3 * trips + 2 * 3 * trips;
    const consumeMs = 1e6 * 253.75 + 4 * 3 * 215.75 + besideMs + 2 * (2 * 300 + 150);
    expect(amountOf(job, "lambdaGbSecond", "consume")).toBeCloseTo(consumeMs * 1e-3 * 0.5, 6);
    expect(amountOf(job, "lambdaRequest", "outer") + amountOf(job, "lambdaRequest", "inner")).toBe(2e6);
    // 62,500 blocks, two an invocation, ten a publish.
    expect(amountOf(job, "lambdaRequest", "consume")).toBe(31_250);
    expect(amountOf(job, "sqsRequest", "blocks")).toBe(62_500);
    expect(amountOf(job, "snsRequest")).toBe(6_250);
    expect(amountOf(job, "snsDelivery")).toBe(62_500);
  });

  it("leave their regions with so many bytes", () => {
    // 1.5 KB out of each origin for 500,000 calls, 4.5 KB out of each target.
    expect(amountOf(job, "transferGb", "calls", "ap-south-1")).toBeCloseTo(0.75, 9);
    expect(amountOf(job, "transferGb", "calls", "sa-east-1")).toBeCloseTo(2.25, 9);
  });

  it("are written as claims and blocks of three units, and as summaries", () => {
    // 550 bytes and 16 × 135 are 3 KB.
    expect(amountOf(job, "dynamoWriteUnit", "results")).toBeGreaterThan(62_500 * 4);
    expect(amountOf(job, "dynamoWriteUnit", "results")).toBeLessThan(62_500 * 4.2);
    expect(amountOf(job, "dynamoReadUnit", "results")).toBeGreaterThan(62_500 * 3);
  });
});

const deployable = regions.filter(({ optIn }) => !optIn).map(({ code }) => code);

it.each([
  ["bare", "outer"],
  ["bare", "consume"],
  ["db-get", "outer"],
  ["bare/direct", "consume"],
])("is in no cell of %s below what %s is paid for the round trip", (variant, name) => {
  for (const origin of deployable)
    for (const target of deployable) {
      const job = jobOf({ origins: [origin], targets: [target], variants: [variant], samples: 1_000 });
      const least = readRttMs(origin, target) * 0.5;
      expect(amountOf(job, "lambdaGbSecond", name), `${origin} ${target}`).toBeGreaterThanOrEqual(least);
    }
});

it.each(pricedFunctions)("goes up with the memory of %s", (name) => {
  const spec = { variants: ["bare", "db-get"], samples: 1_000 };
  const more = jobOf(spec, 16, { memoryMb: { ...memoryMb, [name]: memoryMb[name] * 40 } });
  expect(estimateJob(more).usd).toBeGreaterThan(estimateJob(jobOf(spec)).usd);
});

it("charges transfer by the region that data leave, and none within a region", () => {
  const paddedGb = (origin: Region, target: Region) =>
    ["bare/up=100000", "bare"]
      .map((variant) => {
        const job = jobOf({ origins: [origin], targets: [target], variants: [variant], samples: 10_000 });
        return amountOf(job, "transferGb", "calls", origin);
      })
      .reduce((padded, plain) => padded - plain);
  // 10,000 × 100 KB.
  expect(paddedGb("sa-east-1", "us-west-1")).toBeCloseTo(1, 9);
  expect(paddedGb("sa-east-1", "sa-east-1")).toBe(0);
});

it("takes half a unit for a read, one for a write, and the records that both need", () => {
  const records = ["bare", "db-get", "db-put"].map((name) => [
    amountOf(jobOf(both([name])), "dynamoReadUnit", "records"),
    amountOf(jobOf(both([name])), "dynamoWriteUnit", "records"),
  ]);
  expect(records).toEqual([
    [0, 0],
    [5e5, 50],
    [0, 1e6 + 50],
  ]);
});

it("starts no outer where all calls are direct", () => {
  expect(amountOf(jobOf(both(["bare/direct"])), "lambdaGbSecond", "outer")).toBe(0);
});

it("has no outer where a call is direct, and one more for each region in between", () => {
  const requests = ["bare/direct", "bare", "bare/via=us-west-1"].map((name) =>
    amountOf(jobOf(both([name])), "lambdaRequest", "outer"),
  );
  expect(requests).toEqual([0, 1e6, 2e6]);
});

it("charges every caller for all it waits for", () => {
  const outerMs = (variant: string) =>
    amountOf(
      jobOf({ origins: ["eu-west-2"], targets: ["sa-east-1"], variants: [variant], samples: 1e6 }),
      "lambdaGbSecond",
      "outer",
    ) *
    (1_000 / 0.5);
  // Straight, outer waits 2 + 186 + 18. Via California the second waits 2 + 171 + 18, and the first 147 + 18 more.
  expect((outerMs("bare/via=us-west-1") - outerMs("bare")) / 1e6).toBeCloseTo(191 + 356 - 206, 1);
});

it("charges who waits for the round trips of a connection: of a fresh one each time, of a kept one first and after long gaps", () => {
  const outerMs = (variant: string, gapMs = 0) => {
    const load = { model: "sequential", gapMs } as const;
    const spec = { origins: ["eu-west-2"], targets: ["sa-east-1"], variants: [variant], samples: 1e6, load };
    return amountOf(jobOf(spec as Spec, 10), "lambdaGbSecond", "outer") * 2 * 1e-3;
  };
  // Two more round trips of 186 ms.
  expect(outerMs("bare/fresh") - outerMs("bare")).toBeCloseTo(2 * 186, 1);
  // Beyond half a minute each kept connection is made anew: three round trips.
  expect(outerMs("bare", 30_001) - outerMs("bare", 30_000)).toBeCloseTo(3 * 186, 1);
});

it("charges for smaller blocks", () => {
  expect(estimateJob(jobOf(both(["bare"]), 1)).usd).toBeGreaterThan(estimateJob(jobOf(both(["bare"]))).usd);
});

it("charges consumers that keep up for the gaps within blocks, for some seconds ahead of a block and for postponing it", () => {
  const spec: Spec = { origins: ["eu-west-2"], targets: ["us-west-1"], variants: ["bare"], samples: 30_000 };
  const gapped = jobOf({ ...spec, load: { model: "sequential", gapMs: 10_000 } }, 3);
  const consumeMs = amountOf(gapped, "lambdaGbSecond", "consume") * (1_000 / 0.5);
  // 10,000 blocks: two gaps in each, 3 s ahead of it, a probe of 186 ms (147 and 1 away, 38 for Lambda), home and back.
  const besideMs = 10_000 * (3 * 76 + 50 + 76);
  expect(consumeMs / (1e4 * (2 * 10_000 + 3_000 + 186) + besideMs)).toBeCloseTo(1, 3);
  // The first two are handed over together; the others by twos, and each once more when its time comes.
  expect(amountOf(gapped, "lambdaRequest", "consume")).toBe(1 + 9_998 + 4_999);
  expect(amountOf(gapped, "sqsRequest", "blocks")).toBe(2 * (1 + 9_998 + 4_999) + 9_998);
});

it("charges consumers that are behind for the rest that each probe leaves", () => {
  const of = (gapMs: number) =>
    amountOf(jobOf(both(["bare"], { load: { model: "sequential", gapMs } })), "lambdaGbSecond", "consume");
  expect((of(10) - of(0)) / (1e6 * 10e-3 * 0.5)).toBeCloseTo(1, 6);
});

it("waits for the calls of a burst once", () => {
  const of = (size: number) =>
    amountOf(jobOf(both(["bare"], { load: { model: "burst", size } })), "lambdaGbSecond", "consume");
  // A million waits of 253.75 ms, by twos and by tens.
  expect((of(2) - of(10)) / (1e6 * 0.25375 * (1 / 2 - 1 / 10) * 0.5)).toBeCloseTo(1, 3);
});

describe("a price that is not known", () => {
  // No price of write units in Sao Paulo is in the file.
  const unknown = jobOf({ origins: ["sa-east-1"], targets: ["sa-east-1"], variants: ["db-put"], samples: 1 });

  it("is in a line without USD that says why, and the total is at least what the others add up to", () => {
    const { lines, usd, isAtLeast } = estimateJob(unknown);
    const line = lines.find(({ price, region }) => price === "dynamoWriteUnit" && region === "sa-east-1");
    expect(line?.usd).toBeUndefined();
    expect(line?.at).toEqual({ unknown: expect.stringContaining("AmazonDynamoDB") });
    expect(isAtLeast).toBe(true);
    expect(usd).toBeCloseTo(
      lines.reduce((sum, one) => sum + (one.usd ?? 0), 0),
      12,
    );
  });

  it("is none where all are known", () => {
    const known: CostedJob = jobOf({ origins: ["us-west-1"], targets: ["eu-west-2"], variants: ["db-put"] });
    expect(estimateJob(known).isAtLeast).toBe(false);
    expect(estimateJob(known).lines.every(({ at }) => "date" in at)).toBe(true);
  });
});

describe("fresh environments", () => {
  const madeGb = (more: Spec) =>
    amountOf(jobOf({ ...both(["bare"]), samples: 1_000, refresh: 10, ...more }), "lambdaTenantGb");

  it("are charged for each that is made, by memory, in each origin", () => {
    // In two origins 10 of outer with 0.5 GB, and of inner with 0.25 GB in each of two targets.
    expect(madeGb({})).toBeCloseTo(2 * 10 * (0.5 + 2 * 0.25), 9);
    // Another of inner-db, none for a variant of the same functions, and none of outer for direct calls.
    expect(madeGb({ variants: ["bare", "db-get", "db-put/fresh"] })).toBeCloseTo(
      2 * 10 * (0.5 + 4 * 0.25),
      9,
    );
    expect(madeGb({ variants: ["bare/direct"] })).toBeCloseTo(2 * 10 * 2 * 0.25, 9);
    expect(madeGb({ load: { model: "burst", size: 4 } })).toBeCloseTo(4 * madeGb({}), 9);
  });

  it("are two of outer in a region that a way calls twice, which are there at once", () => {
    const twice = {
      origins: ["ap-south-1"],
      targets: ["us-west-1"],
      variants: ["bare/via=eu-west-2+ap-south-1"],
    };
    expect(madeGb(twice as Spec)).toBeCloseTo(10 * (3 * 0.5 + 0.25), 9);
  });

  it("are none for another job, and part of what a refresh job is estimated to cost", () => {
    const [fresh, ordinary] = [10, undefined].map((refresh) =>
      jobOf({ ...both(["bare"]), samples: 1_000, ...(refresh && { refresh }) }),
    ) as [CostedJob, CostedJob];
    expect(amountOf(ordinary, "lambdaTenantGb")).toBe(0);
    expect(estimateJob(fresh).usd - estimateJob(ordinary).usd).toBeGreaterThan(20 * 0.000167);
  });

  it("start for each tenant: their init is billed, and their callers wait for it", () => {
    const msOf = (name: string, memoryGb: number, more: Spec = {}) => {
      const of = (refresh: object) =>
        amountOf(jobOf({ ...both(["bare"]), samples: 1_000, ...more, ...refresh }), "lambdaGbSecond", name);
      return ((of({ refresh: 20 }) - of({ refresh: 10 })) / memoryGb) * 1_000;
    };
    // Ten more tenants in each of two origins, of two inners.
    expect(msOf("inner", 0.25)).toBeCloseTo(2 * 10 * 2 * 150, 6);
    expect(msOf("outer", 0.5)).toBeCloseTo(2 * 10 * (150 + 2 * 150), 6);
    expect(msOf("consume", 0.5)).toBeCloseTo(2 * 10 * 3 * 150, 6);
    // Of a burst consume waits for all together.
    const burst: Spec = { load: { model: "burst", size: 2 } };
    expect(msOf("outer", 0.5, burst)).toBeCloseTo(2 * 2 * 10 * (150 + 2 * 150), 6);
    expect(msOf("consume", 0.5, burst)).toBeCloseTo(2 * 10 * 3 * 150, 6);
  });
});

it("takes as many consumers and blocks an invocation as are deployed", () => {
  const { consumers, batchSize } = priceAssumptions;
  expect({ maximumConcurrency: consumers, batchSize }).toEqual(consumeMapping);
});

it("counts cells, blocks and probes as the plan does, and says how long the longest origin takes", () => {
  const estimate = estimateJob(jobOf(both(["bare", "db-get"], { samples: 10 })));
  expect(estimate).toMatchObject({ probes: 80, cells: 8, blocks: 6 });
  // Forty probes of some 250 ms, by two consumers.
  expect(estimate.seconds).toBeGreaterThan(5);
  expect(estimate.seconds).toBeLessThan(8);
});
