import { regions } from "@crisscross/core/job/regions";
import { describe, expect, it } from "vitest";
import { synthesize } from "../../scripts/synth.ts";
import { checkSettings, isProduction, settingsFor } from "../../stacks/config.ts";
import { settingsEdit } from "./settings.ts";
import { committed, home, homeVerbs, ofType, probeRegions, probeVerbs, types } from "./stack.ts";
import { synthesized } from "./synthesized.ts";

const defaults = settingsFor("local");

describe("settings", () => {
  it("are the same for each stage that changes nothing", () => {
    expect(settingsFor("constructor")).toEqual(settingsFor("a-stage-nobody-has-heard-of"));
  });

  it("name the regions that stacks/ puts something in, and no others", () => {
    const { homeRegion, probeRegions: origins } = settingsFor(committed.stage);
    const used = new Set(committed.resources.map(({ region }) => region));
    expect(used).toEqual(new Set([homeRegion, ...origins]));
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
    expect(() => checkSettings({ ...defaults, ...settings })).toThrow(`${setting}: "${region}"`);
    expect(() => checkSettings({ ...defaults, ...settings })).toThrow(/accepted: us-east-1, .*sa-east-1$/);
    expect(() => checkSettings({ ...defaults, ...settings })).not.toThrow(
      /accepted:.*(me-south-1|ap-east-1)/,
    );
  });

  it("refuse no probe regions and one twice", () => {
    expect(() => checkSettings({ ...defaults, probeRegions: [] })).toThrow("probeRegions is empty");
    expect(() => checkSettings({ ...defaults, probeRegions: ["eu-west-2", "eu-west-2"] })).toThrow(
      "names eu-west-2 twice",
    );
  });

  it("refuse more probe regions than one alarm can compare", () => {
    const eleven = regions
      .filter(({ optIn }) => !optIn)
      .map(({ code }) => code)
      .slice(0, 11);
    expect(() => checkSettings({ ...defaults, probeRegions: eleven })).toThrow(
      /names 11 regions; at most 10/,
    );
    expect(checkSettings({ ...defaults, probeRegions: eleven.slice(1) }).probeRegions).toHaveLength(10);
  });

  it("refuse an address that is none and a canary that would never rest, naming them", () => {
    const { alertEmails } = checkSettings({ ...defaults, alertEmails: ["on-call@example.com"] });
    expect(alertEmails).toEqual(["on-call@example.com"]);
    expect(() => checkSettings({ ...defaults, alertEmails: ["on-call"] })).toThrow('alertEmails: "on-call"');
    for (const canaryMinutes of [0, 4, 61, 7.5])
      expect(() => checkSettings({ ...defaults, canaryMinutes })).toThrow(
        `canaryMinutes is ${canaryMinutes}`,
      );
    expect(checkSettings({ ...defaults, canaryMinutes: 15 }).canaryMinutes).toBe(15);
  });

  it.each([
    {},
    { usd: 0 },
    { usd: -1 },
    { usd: Number.NaN },
    { usd: 1e7 },
    { probes: 0 },
    { probes: 1.5 },
    { usd: 1, probes: 1e10 },
  ])("refuse the daily budget %j", (dailyBudget) => {
    expect(() => checkSettings({ ...defaults, dailyBudget })).toThrow(
      /dailyBudget is .*; accepted: false, or usd from/,
    );
  });

  it("take a daily budget of the one, the other, both or neither", () => {
    for (const dailyBudget of [{ usd: 0.5 }, { probes: 1 }, { usd: 1, probes: 1 }, false] as const)
      expect(checkSettings({ ...defaults, dailyBudget }).dailyBudget).toEqual(dailyBudget);
  });

  it("make only the stage named production a production stage", () => {
    expect(["production", "prod", "local", ""].map(isProduction)).toEqual([true, false, false, false]);
  });
});

describe("stacks/ with other settings", () => {
  const withRegions = (probeRegions: string[]) => [
    settingsEdit(JSON.stringify({ homeRegion: "us-east-1", probeRegions, alertEmails: [] })),
  ];

  it("puts a stage's regions, home among them, and no others in every place", async () => {
    const pair = ["us-east-1", "eu-central-1"];
    const graph = await synthesized({ stage: "pair", edits: withRegions(pair) });
    const subscriptions = ofType(types.subscription, graph).map(({ inputs }) => String(inputs.filterPolicy));
    expect(subscriptions.sort()).toEqual([
      '{"$or":[{"origin":[{"anything-but":["us-east-1","eu-central-1"]}]},{"origin":[{"exists":false}]}]}',
      '{"origin":["eu-central-1"]}',
      '{"origin":["us-east-1"]}',
    ]);
    expect(new Set(graph.resources.map(({ region }) => region))).toEqual(new Set(pair));
    expect(ofType(types.function, graph)).toHaveLength(homeVerbs.length + probeVerbs.length * pair.length);
  });

  it("does not synthesize with a region that cannot be used", async () => {
    await expect(synthesize({ stage: "pair", edits: withRegions(["eu-south-1"]) })).rejects.toThrow(
      /probeRegions: "eu-south-1" must be opted in to/,
    );
  });
});
