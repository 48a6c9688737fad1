import { estimateUsd } from "@crisscross/core/job/price";
import { pricedFunctions } from "@crisscross/core/job/priced-functions";
import { regions } from "@crisscross/core/job/regions";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { expect, it } from "vitest";
import { recordOf } from "../samples.ts";
import { deployedMemoryMb as memoryMb } from "./memory.ts";

const spec = (variants: string[], samples = 250_000) =>
  recordOf({ origins: ["ap-south-1", "eu-west-2"], targets: ["us-west-1", "sa-east-1"], variants, samples })
    .spec;

it("prices a million bare probes as computed by hand", () => {
  // Round trips 228, 298, 147, 186: 214.75 ms in the mean, and 1 within each origin; each call takes 18 ms more, inner 2.
  // Compute: outer 234.75, consume 253.75 ms × 0.5 GB, inner 2 ms × 0.25 GB, at $0.0000133334 a GB-s: 3.263350.
  // Two requests 0.4, their logs 2 KB 1.0.
  // Transfer: 1.5 KB out of Mumbai (0.086) or London (0.02), 4.5 KB out of California (0.02) or Sao Paulo (0.138): 0.435.
  // A sixteenth of a block each: SNS 0.5, SQS 0.8, request 0.2, log 0.5, a claim and 3 write units 2.5: 4.5 / 16 = 0.28125.
  // plan: 62,500 blocks × 4 ms × 0.5 GB: 0.001667. reconcile: 200 ms and 4 a block × 1.7275 GB: 0.005763. api 0.000002.
  const overhead = 0.001667 + 0.005763 + 0.000002;
  // Preparing: of each of four pairs once, three round trips of 214.75 ms for outer, and of 1 ms more for consume: 0.000034.
  const preparing = 4 * (3 * (214.75 + 215.75)) * 1e-3 * 0.5 * priceUsd;
  const expected = 3.26335 + 0.4 + 1 + 0.435 + 0.28125 + overhead + preparing;
  expect(estimateUsd(spec(["bare"]), 16, memoryMb)).toBeCloseTo(expected, 5);
});

const deployable = regions.filter(({ optIn }) => !optIn).map(({ code }) => code);
const priceUsd = 0.0000133334;

it.each([
  ["bare", memoryMb.consume + memoryMb.outer],
  ["db-get", memoryMb.consume + memoryMb.outer],
  ["bare/direct", memoryMb.consume],
])(
  "is in no cell of %s below what those who wait for the round trip are paid for it",
  (variant, waitingMb) => {
    for (const origin of deployable)
      for (const target of deployable) {
        const { spec } = recordOf({
          origins: [origin],
          targets: [target],
          variants: [variant],
          samples: 1_000,
        });
        const least = readRttMs(origin, target) * (waitingMb / 1_024) * priceUsd;
        // Without what does not wait, which would hide that the wait is too low.
        const ofWaiting =
          estimateUsd(spec, 16, memoryMb) - estimateUsd(spec, 16, { ...memoryMb, consume: 0, outer: 0 });
        expect(ofWaiting, `${origin} ${target}`).toBeGreaterThanOrEqual(least);
      }
  },
);

it.each(pricedFunctions)("goes up with the memory of %s", (name) => {
  const { spec } = recordOf({ samples: 1_000 });
  const more = { ...memoryMb, [name]: memoryMb[name] * 40 };
  expect(estimateUsd(spec, 16, more)).toBeGreaterThan(estimateUsd(spec, 16, memoryMb));
});

it("charges transfer by the region that data leave, and none within a region", () => {
  const transferOf = (origin: (typeof deployable)[number], target: (typeof deployable)[number]) => {
    const [padded, plain] = ["bare/up=100000", "bare"].map((variant) =>
      estimateUsd(
        recordOf({ origins: [origin], targets: [target], variants: [variant], samples: 10_000 }).spec,
        16,
        memoryMb,
      ),
    );
    return (padded as number) - (plain as number);
  };
  // 10,000 × 100 KB are 1 GB.
  expect(transferOf("sa-east-1", "us-west-1")).toBeCloseTo(0.138, 6);
  expect(transferOf("us-west-1", "sa-east-1")).toBeCloseTo(0.02, 6);
  expect(transferOf("sa-east-1", "sa-east-1")).toBeCloseTo(0, 6);
});

it("costs more with a database call, and more for a write than for a read", () => {
  const [bare, read, write] = ["bare", "db-get", "db-put"].map((name) =>
    estimateUsd(spec([name]), 16, memoryMb),
  );
  expect(read).toBeGreaterThan(bare as number);
  expect((write as number) - (read as number)).toBeCloseTo(0.625 - 0.0625, 6);
});

it("charges for each environment that a refresh job has made, by memory, in each origin", () => {
  const makingOf = (variants: string[], more: Partial<ReturnType<typeof spec>> = {}) => {
    const ordinary = { ...spec(variants, 1_000), ...more };
    return estimateUsd({ ...ordinary, refresh: 10 }, 16, memoryMb) - estimateUsd(ordinary, 16, memoryMb);
  };
  // In two origins 10 of outer with 0.5 GB, and of inner with 0.25 GB in each of two targets.
  expect(makingOf(["bare"])).toBeCloseTo(2 * 10 * (0.5 + 2 * 0.25) * 0.000167, 6);
  // Another of inner-db, none for a variant of the same functions, and none of outer for direct calls.
  expect(makingOf(["bare", "db-get", "db-put/fresh"])).toBeCloseTo(2 * 10 * (0.5 + 4 * 0.25) * 0.000167, 6);
  expect(makingOf(["bare/direct"])).toBeCloseTo(2 * 10 * 2 * 0.25 * 0.000167, 6);
  // Mumbai, London, Mumbai: outer runs twice at once in Mumbai.
  const twice = makingOf(["bare/via=eu-west-2+ap-south-1"], {
    origins: ["ap-south-1"],
    targets: ["us-west-1"],
  });
  expect(twice).toBeCloseTo(10 * (3 * 0.5 + 0.25) * 0.000167, 6);
  const burst = { load: { model: "burst", size: 4 } as const };
  expect(makingOf(["bare"], burst)).toBeCloseTo(4 * makingOf(["bare"]), 5);
});

it("costs less without outer and more with each function in between", () => {
  const [direct, nested, via] = ["bare/direct", "bare", "bare/via=us-west-1"].map((name) =>
    estimateUsd(spec([name]), 16, memoryMb),
  );
  expect(direct).toBeLessThan(nested as number);
  expect(via).toBeGreaterThan(nested as number);
});

it("charges every caller for all it waits for", () => {
  const fromLondon = (variant: string) =>
    recordOf({ origins: ["eu-west-2"], targets: ["sa-east-1"], variants: [variant], samples: 1e6 }).spec;
  const [nested = 0, via = 0] = ["bare", "bare/via=us-west-1"].map((name) =>
    estimateUsd(fromLondon(name), 16, memoryMb),
  );
  // Straight: outer waits 2 + 186 + 18, consume 19 more. Via: 2 + 171 + 18, then 147 + 18 more, then 19 more; a call more, too.
  const moreMs = 191 + 356 + 375 - 206 - 225;
  const compute = moreMs * 1_000 * 0.5 * priceUsd;
  // 6 KB out of London and California: 0.12. What Sao Paulo answers is the same.
  expect(via - nested).toBeCloseTo(compute + 0.2 + 0.5 + 0.12, 4);
});

it("charges who waits for the round trips of a connection: of a fresh one each time, of a kept one first and after long gaps", () => {
  const fromLondon = (variant: string, gapMs: number, samples = 1e6) =>
    recordOf({
      ...{ origins: ["eu-west-2"], targets: ["sa-east-1"], variants: [variant], samples },
      load: { model: "sequential", gapMs },
    }).spec;
  const usd = (variant: string, gapMs = 0) => estimateUsd(fromLondon(variant, gapMs), 10, memoryMb);
  // Two more round trips of 186 ms, paid for by outer and consume, a million times.
  const fresh = 2 * 186 * 1_000 * (0.5 + 0.5) * priceUsd;
  expect(usd("bare/fresh") - usd("bare")).toBeCloseTo(fresh, 3);
  // Beyond half a minute each kept connection is made anew: three round trips, and three of 1 ms within London.
  const anew = (2 * 3 * 186 + 3) * 1_000 * 0.5 * priceUsd;
  expect(usd("bare", 30_001) - usd("bare", 30_000) - 1e3 * 0.5 * priceUsd).toBeCloseTo(anew, 2);
  const once = estimateUsd(fromLondon("bare", 0, 1), 1, memoryMb);
  const twice = estimateUsd(fromLondon("bare", 0, 2), 2, memoryMb);
  expect(once).toBeGreaterThan(twice - once);
});

it("charges for padding and for smaller blocks", () => {
  const bare = estimateUsd(spec(["bare"]), 16, memoryMb);
  // 100 GB out of Mumbai and London.
  expect(estimateUsd(spec(["bare/up=100000"]), 16, memoryMb) - bare).toBeCloseTo(5.3, 6);
  expect(estimateUsd(spec(["bare"]), 1, memoryMb)).toBeGreaterThan(bare);
});

it("charges for a wait of some seconds ahead of a block and for postponing it, not for the whole way to it", () => {
  const gapped = { ...spec(["bare"]), load: { model: "sequential", gapMs: 10_000 } as const };
  const waiting = estimateUsd(gapped, 3, memoryMb) - estimateUsd(spec(["bare"]), 3, memoryMb);
  // 333,334 blocks: 30 s within each, 5 s ahead of it; two SQS requests, a request of Lambda, three read units.
  const usd = 35 * 0.5 * 0.0000133334 + 0.8e-6 + 0.2e-6 + 0.375e-6;
  expect(waiting).toBeCloseTo(333_334 * usd, 4);
});

it("charges for both consumers while they wait for a probe's time", () => {
  const gapped = { ...spec(["bare"]), load: { model: "sequential", gapMs: 100 } as const };
  // A million gaps of 100 ms, two consumers of 0.5 GB.
  const waiting = estimateUsd(gapped, 16, memoryMb) - estimateUsd(spec(["bare"]), 16, memoryMb);
  expect(waiting).toBeCloseTo(1e6 * 0.1 * 2 * 0.5 * 0.0000133334, 4);
});
