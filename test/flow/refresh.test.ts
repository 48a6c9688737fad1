import { SampleDocument } from "@crisscross/core/documents/sample-document";
import { parse } from "@crisscross/core/edge/schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";

const region = "eu-west-2";
/** Two blocks at once would need two environments each of outer and inner, and start the second ones cold. */
const spec = { origins: [region], targets: [region], variants: ["bare"], samples: 6, seed: 31 };

let system: System;
beforeAll(async () => {
  system = await startSystem(await readGraph(), [region], { wan: false, disorder: false });
});
afterAll(() => system.stop());

async function resultOf(id: string) {
  const { ledger } = await system.jobOnce(id, isOver);
  expect(ledger).toMatchObject({ expected: 6, ok: 6 });
  const samples = await Array.fromAsync(Array(6).keys(), async (seq) => {
    const response = await system.request("GET", `/v1/jobs/${id}/samples/${region}.${seq}`);
    return parse(SampleDocument, await response.json(), "sample");
  });
  const environmentsOf = (level: 0 | 1) => samples.map(({ levels }) => levels[level]?.environment ?? "");
  return { samples, outers: environmentsOf(0), inners: environmentsOf(1), ...(await system.matrix(id)) };
}

const ordinary = async () => resultOf((await system.submit(spec)).id);

it("a refresh job meets as many fresh environments as it asked for, of outer and of inner, and shares none with any other job", async () => {
  const before = await ordinary();
  const submitted = await Promise.all([1, 2].map(() => system.submit({ ...spec, refresh: 3 })));
  const refreshed = await Promise.all(submitted.map(({ id }) => resultOf(id)));
  const after = await ordinary();

  for (const { job, matrix, samples, outers, inners } of refreshed) {
    expect(job.refresh).toBe(3);
    expect(matrix[0]?.sampling.environments).toEqual({ origin: 3, target: 3 });
    // One block for each tenant, and so two calls for each environment, of which the first started both functions.
    for (const names of [outers, inners]) {
      expect(new Set(names).size).toBe(3);
      expect([0, 2, 4].map((first) => names[first] === names[first + 1])).toEqual([true, true, true]);
    }
    expect(samples.map(({ start }) => start === "cold")).toEqual([true, false, true, false, true, false]);
    expect(matrix[0]?.starts.cold?.n).toBe(3);
  }
  const all = [before, ...refreshed].flatMap(({ outers, inners }) => [...new Set([...outers, ...inners])]);
  expect(new Set(all).size).toBe(all.length);
  // Nothing was taken from the ordinary job's environments, nor ended: they are what the next one meets.
  expect(before.job).not.toHaveProperty("refresh");
  expect(before.outers).toEqual(expect.arrayContaining(after.outers));
  expect(before.inners).toEqual(expect.arrayContaining(after.inners));
  expect(after.matrix[0]?.starts.cold).toBeUndefined();
});
