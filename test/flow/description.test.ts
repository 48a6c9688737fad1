import { afterEach, describe, expect, it } from "vitest";
import type { Edit } from "../../scripts/bundle.ts";
import { synthesize } from "../../scripts/synth.ts";
import { settingsEdit } from "../infrastructure/settings.ts";
import { isOver, type System, startSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

let system: System | undefined;
afterEach(() => system?.stop());

const regions = ["sa-east-1", "ap-southeast-2"];
const spec = {
  origins: ["sa-east-1"],
  targets: ["ap-southeast-2"],
  variants: ["bare"],
  samples: 2,
  seed: 31,
};

const hereOnly = settingsEdit(JSON.stringify({ probeRegions: regions }));

/** stacks/ with one place changed, synthesised for these regions and running here. */
async function startEdited(edit: Edit): Promise<System> {
  system = await startSystem(await synthesize({ edits: [hereOnly, edit] }), regions);
  return system;
}

describe("a change in stacks/", () => {
  it("of a filter policy keeps the blocks of that origin from their queue", async () => {
    const { submit, job, events } = await startEdited({
      file: "queues.ts",
      find: "subscribe(work, originIs(region))",
      replace: `subscribe(work, originIs(region === "sa-east-1" ? "nowhere" : region))`,
    });
    const { id } = await submit(spec);
    const other = await submit({ ...spec, origins: ["ap-southeast-2"] });
    await system?.jobOnce(other.id, isOver);
    expect((await job(id)).ledger).toMatchObject({ expected: 2, ok: 0, pending: 2 });
    const consumers = () =>
      events.flatMap((event) =>
        event.kind === "invocation" && event.invocation.functionName.endsWith("-consume")
          ? [event.invocation.region]
          : [],
      );
    // An invocation ends a little after its block is stored.
    await until(() => consumers().length > 0);
    expect(new Set(consumers())).toEqual(new Set(["ap-southeast-2"]));
  });

  it("of a permission makes the call it allowed fail, by name", async () => {
    const { submit, jobOnce, matrix, events } = await startEdited({
      file: "probe.ts",
      find: "resources: [...targetArns, ...outerArns]",
      replace: "resources: outerArns",
    });
    const { id } = await submit(spec);
    const { ledger } = await jobOnce(id, isOver);
    expect(ledger).toMatchObject({ expected: 2, ok: 0, error: 2 });
    const [row] = (await matrix(id)).matrix;
    expect(row?.failures).toMatchObject([{ outcome: "error", hop: "inner", n: 2 }]);
    expect(row?.failures[0]?.reason).toContain("AccessDenied");
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: "denied",
        action: "lambda:InvokeFunction",
        resource: expect.stringContaining(":ap-southeast-2:"),
      }),
    );
  });

  it("of a timeout cuts off the function that now takes too long", async () => {
    const { submit, jobOnce, matrix } = await startEdited({
      file: "limits.ts",
      find: "outer: { memoryMb: 512, timeoutSeconds: 60 }",
      replace: "outer: { memoryMb: 512, timeoutSeconds: 1 }",
    });
    // Four crossings of 311 ms each: more than a second, whatever the machine.
    const variants = ["bare/via=ap-southeast-2+sa-east-1+ap-southeast-2"];
    const { id } = await submit({ ...spec, targets: ["sa-east-1"], variants });
    const { ledger } = await jobOnce(id, isOver);
    expect(ledger).toMatchObject({ expected: 2, ok: 0, timeout: 2 });
    expect((await matrix(id)).matrix[0]?.failures).toMatchObject([{ outcome: "timeout", hop: "outer" }]);
  });
});
