import { describe, expect, it } from "vitest";
import { sortFiles, sortTests } from "./projects.ts";

const fixture = (name: string) => `test/fixtures/projects/${name}.ts`;

describe("a test file", () => {
  it.each([
    ["imports core and a type of the cloud", "pure", "unit"],
    ["imports a command, which would import the cloud when told to", "through-command", "unit"],
    ["imports node:child_process", "spawning", "system"],
    ["imports the local cloud through another file", "through-cloud", "system"],
    ["imports synthesis", "through-synth", "system"],
    ["imports what is not there yet", "unwritten", "unit"],
    ["imports a database that the local cloud embeds", "through-tables", "system"],
    ["loads modules anew", "loading-anew", "alone"],
    ["looks at the processes its own has started", "own-children", "alone"],
    ["imports the local cloud when it runs", "when-it-runs", "system"],
  ] as const)("that %s is in its project by itself: %s, %s", async (_what, name, project) => {
    const others = { unit: [], system: [], alone: [] };
    expect(await sortFiles([fixture(name)])).toEqual({ ...others, [project]: [fixture(name)] });
  });

  it("is in one project, and all have some", async () => {
    const { unit, system, alone } = await sortTests();
    expect(new Set([...unit, ...system, ...alone]).size).toBe(unit.length + system.length + alone.length);
    expect(unit).toContain("test/core/job/plan.test.ts");
    expect(system).toContain("test/flow/distance.test.ts");
    expect(alone).toContain("test/functions/handlers.test.ts");
  });
});
