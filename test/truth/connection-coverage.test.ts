import { callChainOf } from "@crisscross/core/sample/call-chain";
import { measuresOf } from "@crisscross/core/sample/measures-of-sample";
import { expect, it } from "vitest";
import { coverConnections, runShifted } from "./connection-coverage.ts";
import { isInBand } from "./report/findings.ts";

const seed = 1;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

it("shifts all calls over one connection alike, and every sample says which one that was", async () => {
  const { accepted, sampling } = await runShifted(300, 30, seed);
  const bySocket = Map.groupBy(accepted, (sample) => callChainOf(sample).origin?.socket);
  expect(sampling?.connections).toBe(bySocket.size);
  expect([...bySocket.values()].map(({ length }) => length)).toEqual(Array.from({ length: 10 }, () => 30));
  const means = [...bySocket.values()].map((samples) =>
    mean(samples.map((sample) => (measuresOf(sample).innerTransit ?? 0) / 1_000)),
  );
  const middle = mean(means);
  const variance = mean(means.map((ms) => (ms - middle) ** 2));
  // By chance alone the means of 30 calls would vary by 14.1²/30.
  expect(variance, `seed ${seed}`).toBeGreaterThan((4 * 14.1 ** 2) / 30);
});

it.each([
  [60, 6, 40],
  [60, 3, 40],
  [300, 12, 20],
])("holds the truth of %i calls of which each connection lasts %i", async (n, calls, jobs) => {
  const coverage = await coverConnections(n, calls, jobs, seed);
  for (const estimate of coverage.given)
    expect(
      isInBand(coverage, estimate),
      `${estimate} of ${n}, ${calls} calls a connection: seed ${seed}`,
    ).toBe(true);
});
