import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { isOver, type System, startSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

const regions = ["eu-west-2", "us-west-1"];
const spec = { origins: regions, targets: regions, variants: ["bare"], samples: 40, seed: 31 };

const logged = ({ events }: System, message: string, more = ""): number =>
  events.filter(
    (event) =>
      event.kind === "log" &&
      event.record.message.includes(`"message":"${message}"`) &&
      event.record.message.includes(more),
  ).length;

describe("queues that reorder and repeat most of what they hold", () => {
  let system: System;
  beforeAll(async () => {
    const disorder = { seed: 31, overtakes: 0.9, repeats: 0.6 };
    system = await startSystem(await readGraph(), regions, { wan: false, disorder });
  });
  afterAll(() => system.stop());

  it("lose no probe and count none twice", async () => {
    const { events } = system;
    const { id } = await system.submit(spec);
    const { ledger } = await system.jobOnce(id, isOver);
    expect(ledger).toEqual({
      ...{ expected: 160, ok: 160, throttled: 0, timeout: 0, error: 0, lost: 0, pending: 0 },
    });
    await until(() => logged(system, "block.duplicate") > 0);
    const { matrix, job } = await system.matrix(id);
    expect(matrix.map(({ n }) => n)).toEqual([40, 40, 40, 40]);
    expect(matrix.map(({ measures }) => measures.total?.n)).toEqual([40, 40, 40, 40]);
    expect(job).toMatchObject({ state: "complete", ok: 160, lost: 0, unkindness: ["freeze", "disorder"] });
    // No block ran beside its twin, and took concurrency and environments from itself.
    const outers = events.flatMap((event) =>
      event.kind === "invocation" && event.invocation.functionName.endsWith("-outer")
        ? [event.invocation]
        : [],
    );
    expect(outers.map(({ outcome }) => outcome)).toEqual(Array(160).fill("ok"));
    const sample = await (await system.request("GET", `/v1/jobs/${id}/samples/${regions[0]}.0`)).json();
    expect(sample).toMatchObject({ unkindness: ["freeze", "disorder"] });
  });
});

describe("filters that have not taken effect yet", () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem(await readGraph(), regions, { wan: false, filtersAfterMs: 900_000 });
  });
  afterAll(() => system.stop());

  it("bring every block to every region, and each is run in its own only", async () => {
    const { id } = await system.submit({ ...spec, samples: 5 });
    const { ledger } = await system.jobOnce(id, isOver);
    expect(ledger).toMatchObject({ expected: 20, ok: 20, lost: 0 });
    const refused = () => logged(system, "message.failed", `"fields":["origin"]`);
    await until(() => refused() > 0);
    expect((await system.matrix(id)).job).toMatchObject({ state: "complete", ok: 20, lost: 0 });
  });
});
