import { describe, expect, it } from "vitest";
import { synthesize } from "../../scripts/synth.ts";
import { settingsEdit } from "./settings.ts";
import { functionOf, one, types } from "./stack.ts";

/** One region is as good as six, and quicker. */
const oneRegion = settingsEdit('{ probeRegions: ["eu-west-2"] }');

describe("synthesize with edits", () => {
  it("describes what stacks/ would say", async () => {
    const graph = await synthesize({
      edits: [
        oneRegion,
        { file: "filter-policies.ts", find: "{ origin: [region] }", replace: '{ origin: ["nowhere"] }' },
        {
          file: "limits.ts",
          find: "outer: { memoryMb: 512, timeoutSeconds: 60 }",
          replace: "outer: { memoryMb: 512, timeoutSeconds: 1 }",
        },
      ],
    });
    const { inputs } = one(types.subscription, "BlocksEuWest2Subscription", "us-east-1", graph);
    expect(inputs.filterPolicy).toBe('{"origin":["nowhere"]}');
    expect(functionOf("outer", "eu-west-2", graph).inputs.timeout).toBe(1);
  });

  it("fails when the text to find is not there, or is there twice", async () => {
    const replace = "";
    await expect(
      synthesize({ edits: [{ file: "queues.ts", find: "no such text", replace }] }),
    ).rejects.toThrow(/queues\.ts: found 0 times, expected once: no such text/);
    await expect(synthesize({ edits: [{ file: "storage.ts", find: "import", replace }] })).rejects.toThrow(
      /storage\.ts: found 2 times, expected once/,
    );
  });

  it("fails, saying where, when stacks/ throws", async () => {
    const edits = [
      oneRegion,
      { file: "storage.ts", find: 'new sst.aws.Dynamo("Results"', replace: 'new sst.aws.Dynamo("Probes"' },
    ];
    await expect(synthesize({ edits })).rejects.toThrow(
      /stacks\/ does not synthesize:[\s\S]*Probes is not unique/,
    );
  });
});
