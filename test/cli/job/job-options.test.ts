import { expect, it } from "vitest";
import { readJobOptions, regionsOf } from "../../../packages/cli/src/job/job-options.ts";

const deployed = ["ap-south-1", "eu-west-2", "us-west-1"] as const;

it.each([
  [{}, {}],
  [
    { samples: "3", timeLimit: "5" },
    { samples: 3, timeLimitMinutes: 5 },
  ],
  [{ name: "before the move" }, { name: "before the move" }],
  [
    { tag: new Map([["team", "net"]]).set("empty", ""), samples: "3" },
    { tags: { empty: "", team: "net" }, samples: 3 },
  ],
  [{ load: "sequential" }, { load: { model: "sequential", gapMs: 10 } }],
  [{ load: "sequential:0" }, { load: { model: "sequential", gapMs: 0 } }],
  [{ load: "poisson:250" }, { load: { model: "poisson", meanGapMs: 250 } }],
  [{ load: "sequential:250" }, { load: { model: "sequential", gapMs: 250 } }],
  [{ refresh: "3" }, { refresh: 3 }],
  [{ load: "burst:8" }, { load: { model: "burst", size: 8 } }],
  [{ route: "eu-west-2, us-west-1" }, { route: ["eu-west-2", "us-west-1"] }],
  [
    { route: "eu-west-2,ap-south-1,us-west-1", variants: "bare,db-put/fresh" },
    { route: ["eu-west-2", "ap-south-1", "us-west-1"], variants: ["bare", "db-put/fresh"] },
  ],
])("posts %j as only what was asked for", (options, request) => {
  expect(readJobOptions(options, deployed)).toEqual(request);
  expect(readJobOptions(options, undefined)).toEqual(request);
});

it.each([
  [{}, deployed],
  [{ origins: ["us-west-1"], targets: ["ap-south-1"] } as const, ["ap-south-1", "us-west-1"]],
  [
    { origins: ["us-west-1"], targets: ["us-west-1"], variants: ["bare/via=eu-west-2"] } as const,
    ["eu-west-2", "us-west-1"],
  ],
  [{ route: ["us-west-1", "eu-west-2", "us-west-1"] } as const, ["eu-west-2", "us-west-1"]],
])("finds the regions %j touches", (request, regions) => {
  expect(regionsOf(request, deployed)).toEqual(regions);
});
