import { parseJobSpec } from "@crisscross/core/job/parse-job";
import { expect, it } from "vitest";
import { emptyForm, formLike, planOf, requestOf } from "../../../packages/web/src/jobs/job-form.ts";
import { lossTable } from "../../../packages/web/src/jobs/losses.ts";

const deployed = ["eu-west-2", "us-west-1"] as const;
const form = emptyForm(deployed);

it("asks for what the API would take by itself", () => {
  const { seed: _seed, ...asked } = parseJobSpec(requestOf(form), deployed, 7);
  const { seed: _other, ...usual } = parseJobSpec({}, deployed, 7);
  expect(asked).toEqual(usual);
});

it("asks for the same job again, seed and all", () => {
  const given = {
    origins: ["eu-west-2"],
    variants: ["bare/fresh", "db-put"],
    samples: 16,
    seed: 42,
    deadlineMs: 900,
    load: { model: "burst", size: 4 },
    refresh: 2,
  };
  const spec = parseJobSpec(given, deployed, 7);
  const again = requestOf(
    formLike({ spec: { ...spec, refresh: 2 }, name: "first", tags: { team: "edge", solo: "" } }),
  );
  expect(again).toMatchObject({ name: "first", tags: { team: "edge", solo: "" } });
  expect(parseJobSpec(again, deployed, 8)).toEqual(spec);
});

it("sends what is no number as it was typed, so that the API says what it accepts", () => {
  expect(requestOf({ ...form, samples: "many", seed: " " })).toMatchObject({ samples: "many" });
  expect(requestOf({ ...form, seed: " " })).not.toHaveProperty("seed");
});

it("counts cells and probes as the API does, and nothing while there is no number of samples", () => {
  expect(planOf({ ...form, samples: "30" })).toEqual({ cells: 8, probes: 240 });
  expect(planOf({ ...form, samples: "" })).toBeUndefined();
  expect(planOf({ ...form, samples: "1.5" })).toBeUndefined();
});

it("adds losses up by reason, the most frequent first", () => {
  const loss = (reason: string, n: number) => ({ reason, n });
  expect(lossTable([loss("a", 1), loss("b", 5), loss("a", 2)])).toEqual([
    { reason: "b", n: 5, cells: 1 },
    { reason: "a", n: 3, cells: 2 },
  ]);
});
