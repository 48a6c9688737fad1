import { matrixOf } from "@crisscross/core/documents/matrix";
import { seededRandom } from "@crisscross/core/edge/random";
import { mergeAll } from "@crisscross/core/summary/summary";
import { expect, it } from "vitest";
import { blockOf, recordOf, sampleOf } from "../samples.ts";
import { summarize } from "../summarized.ts";

const [blocks, connections, seed] = [40, 12, 3];
const n = blocks * connections;
const record = recordOf(
  { origins: ["ap-south-1"], targets: ["us-west-1"], variants: ["bare"], samples: n },
  connections,
);

/** The width of the mean's interval, of calls from one environment that went over its 12 connections in turn. */
function widthOf(waitUsOf: (connection: number, random: () => number) => number): number {
  const random = seededRandom(seed);
  const parts = Array.from({ length: blocks }, (_, index) => {
    const samples = Array.from({ length: connections }, (_, socket) => {
      const receivedUs = 1_100_000 + Math.round(waitUsOf(socket, random));
      return sampleOf({ seq: index * connections + socket }, { socket: socket + 1, receivedUs });
    });
    return summarize(blockOf(samples, { index }));
  });
  const [row] = matrixOf(record, mergeAll(parts)).matrix;
  const [lowMs, highMs] = row?.measures.innerObserved?.intervals.mean ?? [];
  if (typeof lowMs !== "number" || typeof highMs !== "number") throw new Error("there is no interval");
  return highMs - lowMs;
}

it("is as sure of a mean as connections of one environment differ, and not as samples do", () => {
  const perSample = widthOf((_, random) => 100_000 * random());
  const perConnection = widthOf((socket, random) => (100_000 * (socket + random())) / connections);
  // As many values, spread as widely: by the 12 connections' own spread alone it is five times as wide.
  expect(perConnection, `seed ${seed}`).toBeGreaterThan(3 * perSample);
});
