import { describe, expect, it } from "vitest";
import { synthesize } from "../../scripts/synth.ts";
import { checkSettings, isProduction, settingsFor } from "../../stacks/config.ts";
import { home, ofType, probeRegions, types } from "./stack.ts";

describe("settings", () => {
  it("are the same six probe regions and home for a stage that changes nothing", () => {
    expect(settingsFor("local")).toEqual({ homeRegion: home, probeRegions });
    expect(settingsFor("constructor")).toEqual(settingsFor("local"));
  });

  it.each([
    [
      "an unknown probe region",
      { homeRegion: home, probeRegions: ["eu-west-2", "eu-west-9"] },
      "probeRegions",
      "eu-west-9",
    ],
    [
      "an opt-in probe region",
      { homeRegion: home, probeRegions: ["me-south-1"] },
      "probeRegions",
      "me-south-1",
    ],
    ["an unknown home", { homeRegion: "mars-1", probeRegions }, "homeRegion", "mars-1"],
    ["an opt-in home", { homeRegion: "ap-east-1", probeRegions }, "homeRegion", "ap-east-1"],
    ["what every object has", { homeRegion: "toString", probeRegions }, "homeRegion", "toString"],
  ])("refuse %s, naming it and what is accepted", (_case, settings, setting, region) => {
    expect(() => checkSettings(settings)).toThrow(`${setting}: "${region}"`);
    expect(() => checkSettings(settings)).toThrow(/accepted: us-east-1, .*sa-east-1$/);
    expect(() => checkSettings(settings)).not.toThrow(/accepted:.*(me-south-1|ap-east-1)/);
  });

  it("refuse no probe regions and one twice", () => {
    expect(() => checkSettings({ homeRegion: home, probeRegions: [] })).toThrow("probeRegions is empty");
    expect(() => checkSettings({ homeRegion: home, probeRegions: ["eu-west-2", "eu-west-2"] })).toThrow(
      "names eu-west-2 twice",
    );
  });

  it("make only the stage named production a production stage", () => {
    expect(["production", "prod", "local", ""].map(isProduction)).toEqual([true, false, false, false]);
  });
});

describe("stacks/ with other settings", () => {
  const perStage = "const perStage: Readonly<Record<string, Partial<Settings>>> = {};";
  const withRegions = (regions: string[]) => [
    {
      file: "config.ts",
      find: perStage,
      replace: `const perStage = { pair: { probeRegions: ${JSON.stringify(regions)} } };`,
    },
  ];

  it("puts a stage's regions, home among them, and no others in every place", async () => {
    const pair = ["us-east-1", "eu-central-1"];
    const graph = await synthesize({ stage: "pair", edits: withRegions(pair) });
    const subscriptions = ofType(types.subscription, graph).map(({ inputs }) => String(inputs.filterPolicy));
    expect(subscriptions.sort()).toEqual([
      '{"$or":[{"origin":[{"anything-but":["us-east-1","eu-central-1"]}]},{"origin":[{"exists":false}]}]}',
      '{"origin":["eu-central-1"]}',
      '{"origin":["us-east-1"]}',
    ]);
    expect(new Set(graph.resources.map(({ region }) => region))).toEqual(new Set(pair));
    expect(ofType(types.function, graph)).toHaveLength(3 + 4 * 2);
  });

  it("does not synthesize with a region that cannot be used", async () => {
    await expect(synthesize({ stage: "pair", edits: withRegions(["eu-south-1"]) })).rejects.toThrow(
      /probeRegions: "eu-south-1" must be opted in to/,
    );
  });
});
