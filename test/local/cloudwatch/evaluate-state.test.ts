import { describe, expect, it } from "vitest";
import { judge } from "../../../packages/local/src/cloudwatch/alarm/evaluate-state.ts";
import {
  comparisons,
  type MetricAlarm,
  type MissingData,
} from "../../../packages/local/src/cloudwatch/alarm/spec.ts";

const keep = "keep";

/** The two tables of the user guide, "How alarm state is evaluated when data is missing": 0 fine, X breaching, - missing. */
const threeOfThree = [
  ["0-X-X", "OK", "OK", "OK", "OK"],
  ["0----", "OK", "OK", "OK", "OK"],
  ["-----", "INSUFFICIENT_DATA", keep, "ALARM", "OK"],
  ["0XX-X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["--X--", "ALARM", keep, "ALARM", "OK"],
] as const;
const twoOfThree = [
  ["0-X-X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["00X0X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0-X--", "OK", "OK", "ALARM", "OK"],
  ["----0", "OK", "OK", "ALARM", "OK"],
  ["---X-", "ALARM", keep, "ALARM", "OK"],
] as const;
const treatments: readonly MissingData[] = ["missing", "ignore", "breaching", "notBreaching"];

function createAlarm(inputs: Partial<MetricAlarm>): MetricAlarm {
  return {
    kind: "metric",
    name: "a",
    arn: "arn",
    region: "eu-west-2",
    actionsEnabled: true,
    alarmActions: [],
    okActions: [],
    insufficientDataActions: [],
    watches: { kind: "queries", queries: [] },
    periodMs: 60_000,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    threshold: 5,
    comparison: "GreaterThanThreshold",
    ...inputs,
  };
}

function createRange(pattern: string): { startMs: number; value?: number }[] {
  return [...pattern].map((mark, index) =>
    mark === "-" ? { startMs: index } : { startMs: index, value: mark === "X" ? 9 : 1 },
  );
}

describe("an alarm with missing data", () => {
  for (const [datapointsToAlarm, table] of [
    [3, threeOfThree],
    [2, twoOfThree],
  ] as const) {
    for (const [pattern, ...expected] of table) {
      for (const [index, treatMissingData] of treatments.entries()) {
        it(`of ${datapointsToAlarm} of 3 treated as ${treatMissingData} at ${pattern} is ${expected[index]}`, () => {
          const alarm = createAlarm({ datapointsToAlarm, treatMissingData });
          expect(judge(alarm, createRange(pattern)).state ?? keep).toBe(expected[index]);
        });
      }
    }
  }

  it("does not ring on one fresh breach of the three it needs", () => {
    expect(judge(createAlarm({ treatMissingData: "missing" }), createRange("----X")).state).toBe("OK");
  });

  it("rings on the first breach if one is enough", () => {
    const alarm = createAlarm({ evaluationPeriods: 1, datapointsToAlarm: 1 });
    expect(judge(alarm, createRange("--X")).state).toBe("ALARM");
  });

  describe.each(treatments)("of DynamoDB, though told to treat it as %s,", (treatMissingData) => {
    const source = {
      kind: "metric",
      metric: { namespace: "AWS/DynamoDB", name: "SystemErrors", dimensions: {} },
      periodMs: 60_000,
      statistic: { kind: "Sum" },
      statisticText: "Sum",
    } as const;
    const queries = [{ id: "m1", returnData: true, source }];

    it.each([{ kind: "metric", source } as const, { kind: "queries", queries } as const])(
      "keeps its state (watching by $kind)",
      (watches) => {
        const alarm = createAlarm({ watches, treatMissingData });
        expect(judge(alarm, createRange("-----")).state).toBeUndefined();
      },
    );
  });
});

describe("a comparison", () => {
  it.each([
    ["GreaterThanThreshold", [false, false, true]],
    ["GreaterThanOrEqualToThreshold", [false, true, true]],
    ["LessThanThreshold", [true, false, false]],
    ["LessThanOrEqualToThreshold", [true, true, false]],
  ] as const)("%s holds below, at and above the threshold as its name says", (name, expected) => {
    expect([4, 5, 6].map((value) => comparisons[name].test(value, 5))).toEqual(expected);
  });
});
