import { estimateUsd } from "@crisscross/core/job/price";
import { expect, it } from "vitest";
import { recordOf } from "../samples.ts";

const memoryMb = { consume: 512, outer: 512, inner: 256, innerDb: 256 };
const spec = (variants: string[], samples = 250_000) =>
  recordOf({ origins: ["ap-south-1", "eu-west-2"], targets: ["us-west-1", "sa-east-1"], variants, samples })
    .spec;

it("prices a million bare probes as computed by hand", () => {
  // Compute: consume and outer 122 ms × 0.5 GB, inner 2 ms × 0.25 GB, at $0.0000133334 a GB-s: 1.633342.
  // Two requests 0.4, their logs 2 KB 1.0, transfer 6 KB 0.12.
  // A sixteenth of a block each: SNS 0.5, SQS 0.8, request 0.2, log 0.5, 3 write units 1.875: 3.875 / 16 = 0.242188.
  expect(estimateUsd(spec(["bare"]), 16, memoryMb)).toBeCloseTo(1.633342 + 0.4 + 1 + 0.12 + 0.242188, 4);
});

it("costs more with a database call, and more for a write than for a read", () => {
  const [bare, read, write] = ["bare", "db-get", "db-put"].map((name) =>
    estimateUsd(spec([name]), 16, memoryMb),
  );
  expect(read).toBeGreaterThan(bare as number);
  expect((write as number) - (read as number)).toBeCloseTo(0.625 - 0.0625, 6);
});

it("costs less without outer and more with each function in between", () => {
  const [direct, nested, via] = ["bare/direct", "bare", "bare/via=us-west-1"].map((name) =>
    estimateUsd(spec([name]), 16, memoryMb),
  );
  expect(direct).toBeLessThan(nested as number);
  expect(via).toBeGreaterThan(nested as number);
});

it("charges every caller for all it waits for", () => {
  const [nested = 0, via = 0] = ["bare", "bare/via=us-west-1"].map((name) =>
    estimateUsd(spec([name]), 16, memoryMb),
  );
  // One more outer waits 120 ms; the outer before it and consume wait 120 ms more: 242 + 120 ms × 0.5 GB, and a call.
  expect(via - nested).toBeCloseTo((0.242 + 0.12) * 0.5 * 13.3334 + 0.2 + 0.5 + 0.12, 4);
});

it("charges for padding and for smaller blocks", () => {
  const bare = estimateUsd(spec(["bare"]), 16, memoryMb);
  expect(estimateUsd(spec(["bare/up=100000"]), 16, memoryMb) - bare).toBeCloseTo(2, 6);
  expect(estimateUsd(spec(["bare"]), 1, memoryMb)).toBeGreaterThan(bare);
});

it("charges for both consumers while they wait for a probe's time", () => {
  const gapped = { ...spec(["bare"]), load: { model: "sequential", gapMs: 100 } as const };
  // A million gaps of 100 ms, two consumers of 0.5 GB.
  const waiting = estimateUsd(gapped, 16, memoryMb) - estimateUsd(spec(["bare"]), 16, memoryMb);
  expect(waiting).toBeCloseTo(1e6 * 0.1 * 2 * 0.5 * 0.0000133334, 4);
});
