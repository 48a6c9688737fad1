import { afterAll, beforeAll, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";

/** Farther apart than Node waits for one of several addresses of a name, of which the last does not answer. */
const [here, far] = ["sa-east-1", "ap-southeast-2"];

let system: System;
beforeAll(async () => {
  system = await startSystem(await readGraph(), [here, far]);
});
afterAll(() => system?.stop());

it("measures a far region whose endpoint has several addresses, one of them dead, over one connection to each", async () => {
  const { id } = await system.submit({
    ...{ origins: [here], targets: [far], variants: ["bare", "bare/fresh"] },
    ...{ samples: 2, seed: 5, deadlineMs: 8_000 },
  });
  const { ledger } = await system.jobOnce(id, isOver);
  expect(ledger).toMatchObject({ expected: 4, ok: 4 });
  const response = await system.request("GET", `/v1/jobs/${id}/samples?format=ndjson`);
  const lines = (await response.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const connections = lines.map(({ variant, connection }) => `${variant} ${connection}`).sort();
  expect(connections).toEqual(["bare reused", "bare reused", "bare/fresh fresh", "bare/fresh fresh"]);
}, 120_000);
