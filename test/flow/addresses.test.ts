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

async function samplesOf(asked: System, spec: object) {
  const { id } = await asked.submit(spec);
  const { ledger } = await asked.jobOnce(id, isOver);
  const response = await asked.request("GET", `/v1/jobs/${id}/samples?format=ndjson`);
  const lines = (await response.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { ledger, lines };
}

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

it("takes the next address where the first is dead, before anything is measured", async () => {
  const network = { deadFirst: true };
  const asked = await startSystem(await readGraph(), [here, far], { network });
  const spec = { origins: [here], samples: 3, seed: 5 };
  // What a fresh connection is tried by counts, so the one that meets the dead address waits until its deadline.
  const fresh = await samplesOf(asked, {
    ...{ ...spec, targets: [here], variants: ["bare/fresh"], deadlineMs: 3_000 },
  });
  const { ledger, lines } = await samplesOf(asked, {
    ...{ ...spec, targets: [far], variants: ["bare"], deadlineMs: 8_000 },
  });
  await asked.stop();
  expect(fresh.ledger).toMatchObject({ expected: 3, ok: 2, timeout: 1 });
  expect(ledger).toMatchObject({ expected: 3, ok: 3 });
  expect(lines.map(({ connection }) => connection)).toEqual(Array(3).fill("reused"));
  // The first caller waited for the dead one, and its sample says so; what was measured did not.
  const preparingMs = lines.map((line) => line.preparingMs ?? 0);
  expect(Math.max(...preparingMs)).toBeGreaterThan(1_450);
  for (const { originWaitMs } of lines) expect(originWaitMs).toBeLessThan(1_400);
}, 120_000);
