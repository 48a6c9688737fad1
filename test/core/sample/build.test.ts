import { buildViewsOf } from "@crisscross/core/documents/build-view";
import { placedBuildsOf, takeBuilds } from "@crisscross/core/sample/build";
import { expect, it } from "vitest";
import { blockOf, callOf, levelOf, sampleOf } from "../samples.ts";

const inner = callOf(1_000, { region: "us-west-1", level: levelOf({ environment: "i", build: "inner's" }) });
const nested = (variant: string) =>
  sampleOf({
    variant,
    call: callOf(2_000, {
      region: "ap-south-1",
      level: levelOf({ environment: "o", build: "outer's", call: inner }),
    }),
  });
const direct = sampleOf({ variant: "bare/direct", call: inner });

it("is taken out of every level of a sample, which is otherwise as it was", () => {
  const { samples, builds } = takeBuilds([nested("bare"), direct]);
  expect(builds).toEqual({ o: "outer's", i: "inner's" });
  expect(JSON.stringify(samples)).not.toContain("build");
  const bare = { ...inner, level: levelOf({ environment: "i" }) };
  expect(samples[1]).toEqual({ ...direct, call: bare });
  expect(samples[0]?.call.level).toEqual(levelOf({ environment: "o", call: bare }));
});

it("is placed by the function that ran it and its region", () => {
  const { samples, builds } = takeBuilds([nested("bare"), nested("db-get"), direct]);
  const block = blockOf(samples, { builds: { ...builds, "consume-1": "consume's" } });
  expect(placedBuildsOf(block)).toEqual(
    new Set([
      "consume ap-south-1 consume's",
      "outer ap-south-1 outer's",
      "inner us-west-1 inner's",
      "inner-db us-west-1 inner's",
    ]),
  );
});

it("is not known of blocks and answers of earlier releases", () => {
  expect(placedBuildsOf(blockOf([sampleOf()]))).toEqual(new Set());
  expect(takeBuilds([sampleOf()])).toEqual({ samples: [sampleOf()], builds: {} });
});

it("is shown once for each function, with its regions", () => {
  const placed = [
    "inner us-west-1 v24 a",
    "outer eu-west-2 v24 a",
    "inner eu-west-2 v24 a",
    "inner us-west-1 v24 b",
  ];
  expect(buildViewsOf(new Set(placed))).toEqual([
    { function: "inner", build: "v24 a", regions: ["eu-west-2", "us-west-1"] },
    { function: "inner", build: "v24 b", regions: ["us-west-1"] },
    { function: "outer", build: "v24 a", regions: ["eu-west-2"] },
  ]);
});
