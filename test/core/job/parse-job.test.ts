import { AppError } from "@crisscross/core/edge/error";
import { problemOf } from "@crisscross/core/edge/problem";
import { probesIn } from "@crisscross/core/job/job";
import { parseJobSpec } from "@crisscross/core/job/parse-job";
import type { Region } from "@crisscross/core/job/regions";
import { describe, expect, it } from "vitest";

const deployed: Region[] = ["ap-south-1", "eu-west-2", "us-west-1"];

function refusal(json: string): AppError {
  try {
    parseJobSpec(JSON.parse(json), deployed, 7);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error(`${json} was accepted`);
}

describe("a submitted job", () => {
  it("defaults to all regions both ways, bare and db-get, 5 samples, and the seed it is given", () => {
    const spec = parseJobSpec({}, deployed, 7);
    expect(spec).toEqual({
      origins: deployed,
      targets: deployed,
      variants: ["bare", "db-get"],
      samples: 5,
      seed: 7,
      deadlineMs: 10_000,
      timeLimitMinutes: 60,
      load: { model: "sequential", gapMs: 10 },
    });
    expect(probesIn(spec)).toBe(90);
  });

  it("becomes origin, target and the way between for a route", () => {
    const route = ["ap-south-1", "us-west-1", "us-west-1", "ap-south-1"];
    expect(parseJobSpec({ route, variants: ["bare/fresh", "db-put/up=9"] }, deployed, 7)).toMatchObject({
      origins: ["ap-south-1"],
      targets: ["ap-south-1"],
      variants: ["bare/fresh/via=us-west-1+us-west-1", "db-put/via=us-west-1+us-west-1/up=9"],
    });
    expect(parseJobSpec({ route: ["ap-south-1", "us-west-1"] }, deployed, 7)).toEqual(
      parseJobSpec({ origins: ["ap-south-1"], targets: ["us-west-1"] }, deployed, 7),
    );
  });

  it("takes one burst as the number of samples when none is given", () => {
    const { load, samples } = parseJobSpec({ load: { model: "burst", size: 8 } }, deployed, 7);
    expect({ load, samples }).toEqual({ load: { model: "burst", size: 8 }, samples: 8 });
  });

  it("is called in ordinary functions unless it asks for fresh environments, each of which its cells meet once by default", () => {
    expect(parseJobSpec({}, deployed, 7)).not.toHaveProperty("refresh");
    expect(parseJobSpec({ refresh: 3 }, deployed, 7)).toMatchObject({ refresh: 3, samples: 5 });
    expect(parseJobSpec({ refresh: 64 }, deployed, 7)).toMatchObject({ refresh: 64, samples: 64 });
    const burst = { load: { model: "burst", size: 4 }, refresh: 16 };
    expect(parseJobSpec(burst, deployed, 7)).toMatchObject({ refresh: 16, samples: 64 });
  });

  it("has a gap of 10 ms unless another is given, or none", () => {
    const loadOf = (load: object) => parseJobSpec({ load }, deployed, 7).load;
    expect(loadOf({ model: "sequential" })).toEqual({ model: "sequential", gapMs: 10 });
    expect(loadOf({ model: "sequential", gapMs: 0 })).toEqual({ model: "sequential", gapMs: 0 });
  });

  it("keeps variants under their canonical names", () => {
    const { variants } = parseJobSpec({ variants: ["bare/up=5/fresh", "db-get/up=0"] }, deployed, 7);
    expect(variants).toEqual(["bare/fresh/up=5", "db-get"]);
  });

  it.each([
    ['{"samples":0}', "samples", 0, "a whole number from 1 to 100000"],
    ['{"samples":-3}', "samples", -3, "a whole number from 1 to 100000"],
    ['{"samples":2.5}', "samples", 2.5, "a whole number from 1 to 100000"],
    ['{"samples":1e309}', "samples", "Infinity", "a whole number from 1 to 100000"],
    ['{"samples":"5"}', "samples", "5", "a whole number from 1 to 100000"],
    ['{"samples":null}', "samples", null, "a whole number from 1 to 100000"],
    ['{"seed":4294967296}', "seed", 4_294_967_296, "a whole number from 0 to 4294967295"],
    ['{"deadlineMs":99}', "deadlineMs", 99, "a whole number from 100 to 30000"],
    ['{"origins":[]}', "origins", [], "at least one"],
    ['{"origins":["eu-west-2","eu-west-2"]}', "origins", ["eu-west-2", "eu-west-2"], "each at most once"],
    ['{"origins":"eu-west-2"}', "origins", "eu-west-2", "a list of ap-south-1"],
    ['{"targets":["mars-1"]}', "targets.0", "mars-1", "one of ap-south-1, eu-west-2, us-west-1"],
    ['{"targets":["sa-east-1"]}', "targets.0", "sa-east-1", "one of ap-south-1, eu-west-2, us-west-1"],
    ['{"variants":["warm"]}', "variants.0", "warm", "bare, db-get or db-put"],
    ['{"variants":["bare/up=1=2"]}', "variants.0", "bare/up=1=2", "bare, db-get or db-put"],
    ['{"variants":["bare/direct/via=eu-west-2"]}', "variants.0", "bare/direct/via=eu-west-2", "bare, db-get"],
    [
      '{"variants":["bare/fresh/up=5","bare/up=5/fresh"]}',
      "variants",
      expect.anything(),
      "each at most once",
    ],
    ['{"variants":["bare/via=sa-east-1"]}', "variants", "sa-east-1", "via regions among ap-south-1"],
    ['{"load":{"model":"burst"}}', "load.size", undefined, '{"model":"burst","size":2 to 16}'],
    ['{"load":{"model":"burst","size":1}}', "load.size", 1, "a whole number from 2 to 16"],
    ['{"load":{"model":"burst","size":17}}', "load.size", 17, "a whole number from 2 to 16"],
    ['{"load":{"model":"burst","gapMs":5,"size":2}}', "load.gapMs", 5, "no such field"],
    ['{"load":{"model":"sequential","gapMs":60001}}', "load.gapMs", 60_001, "a whole number from 0 to 60000"],
    ['{"load":{"model":"flood"}}', "load.model", "flood", '{"model":"sequential"'],
    ['{"load":"burst:8"}', "load", "burst:8", '{"model":"sequential"'],
    ['{"load":{"model":"burst","size":4},"samples":6}', "samples", 6, "a multiple of the burst size, 4"],
    [
      '{"load":{"model":"sequential","gapMs":60000},"samples":11}',
      "load.gapMs",
      60_000,
      "66 probes per origin end within the time limit, 60 minutes; this one takes 66",
    ],
    ['{"refresh":0}', "refresh", 0, "a whole number from 1 to 64"],
    ['{"refresh":65}', "refresh", 65, "a whole number from 1 to 64"],
    ['{"refresh":1.5}', "refresh", 1.5, "a whole number from 1 to 64"],
    ['{"refresh":"3"}', "refresh", "3", "a whole number from 1 to 64"],
    [
      '{"refresh":6,"samples":5}',
      "refresh",
      6,
      "at most 5, since 5 samples call each cell 5 times, and each is to meet every environment; or more samples",
    ],
    [
      '{"refresh":3,"samples":16,"load":{"model":"burst","size":8}}',
      "refresh",
      3,
      "at most 2, since 16 samples call each cell 2 times",
    ],
    [
      '{"refresh":9,"load":{"model":"burst","size":8}}',
      "refresh",
      9,
      "at most 8 with bursts of 8: 64 environments of a function an origin",
    ],
    ['{"route":["eu-west-2"]}', "route", ["eu-west-2"], "a list of 2 to 5 of ap-south-1"],
    ['{"route":["eu-west-2","sa-east-1"]}', "route.1", "sa-east-1", "one of ap-south-1"],
    ['{"route":["eu-west-2","us-west-1"],"origins":["us-west-1"]}', "origins", ["us-west-1"], "not both"],
    ['{"route":["eu-west-2","us-west-1"],"targets":["us-west-1"]}', "targets", ["us-west-1"], "not both"],
    ['{"route":["eu-west-2","us-west-1"],"variants":["bare/direct"]}', "variants", "bare/direct", "the way"],
    [
      '{"route":["eu-west-2","us-west-1"],"variants":["bare/via=us-west-1"]}',
      "variants",
      "bare/via=us-west-1",
      "without /direct and /via",
    ],
    ['{"colour":"red"}', "colour", "red", "no such field; there are origins, targets"],
    ['{"__proto__":{"samples":9}}', "__proto__", { samples: 9 }, "no such field"],
    ['{"constructor":1}', "constructor", 1, "no such field"],
    ["[]", "job", [], "an object"],
    ["null", "job", null, "an object"],
    ['"job"', "job", "job", "an object"],
  ])("refuses %s, naming field, value and what is accepted", (json, field, value, accepted) => {
    const error = refusal(json);
    expect(error.code).toBe("invalid");
    expect(error.rejections).toEqual([{ field, value, accepted: expect.stringContaining(accepted) }]);
    expect(error.message).toContain(`${field}: `);
  });

  it("refuses a route of more than five functions", () => {
    const route = Array(6).fill("eu-west-2");
    expect(refusal(JSON.stringify({ route })).rejections).toEqual([
      { field: "route", value: route, accepted: expect.stringContaining("2 to 5") },
    ]);
  });

  it("refuses NaN by name", () => {
    expect(() => parseJobSpec({ samples: Number.NaN }, deployed, 7)).toThrow(
      /samples: "NaN" is not accepted/,
    );
  });

  it("refuses more than a million probes and says how many were asked for", () => {
    const error = refusal('{"samples":100000}');
    expect(error.rejections).toEqual([
      {
        field: "samples",
        value: 100_000,
        accepted: "at most 1000000 probes per job; this one asks for 1800000",
      },
    ]);
  });

  it("names every fault of a job with several", () => {
    const fields = refusal('{"samples":0,"seed":-1,"x":1}').rejections.map(({ field }) => field);
    expect(fields.sort()).toEqual(["samples", "seed", "x"]);
  });

  it("becomes problem details with the same content", () => {
    const problem = problemOf(refusal('{"samples":0}'));
    expect(problem).toMatchObject({
      type: "/docs#problem-invalid",
      title: "Invalid",
      status: 400,
      code: "invalid",
    });
    expect(problem.errors).toHaveLength(1);
  });
});
