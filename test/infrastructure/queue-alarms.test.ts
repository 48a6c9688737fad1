import { describe, expect, it } from "vitest";
import { evaluate } from "../../packages/local/src/cloudwatch/math/evaluate.ts";
import { parseExpression } from "../../packages/local/src/cloudwatch/math/parse.ts";
import { ofType, types } from "./stack.ts";
import { alarms, queriesOf } from "./watching.ts";

describe("the alarms of a queue", () => {
  const mapped = new Set(ofType(types.mapping).map(({ inputs }) => inputs.eventSourceArn));
  const isOf = (queue: unknown, dimensions: unknown) =>
    (dimensions as { QueueName?: string } | undefined)?.QueueName === queue;

  it("ring at the first message where nothing empties it, and at a number in flight elsewhere", () => {
    for (const { region, arn, inputs } of ofType(types.queue)) {
      const watching = alarms()
        .filter((one) => one.region === region && isOf(inputs.name, one.inputs.dimensions))
        .map((one) => [one.inputs.metricName, one.inputs.threshold]);
      expect(watching).toEqual([
        mapped.has(arn)
          ? ["ApproximateNumberOfMessagesNotVisible", 108_000]
          : ["ApproximateNumberOfMessagesVisible", 1],
      ]);
    }
  });

  it("ring at an age only while nothing is taken off: the last blocks of a long job are old and all is well", () => {
    for (const { region, inputs } of ofType(types.queue).filter(({ arn }) => mapped.has(arn))) {
      const [watching, ...more] = alarms().filter(
        (one) =>
          one.region === region &&
          queriesOf(one).some(({ metric }) => metric && isOf(inputs.name, metric.dimensions)),
      );
      expect(more).toEqual([]);
      const queries = watching ? queriesOf(watching) : [];
      expect(queries.flatMap(({ metric }) => metric?.metricName ?? []).sort()).toEqual([
        "ApproximateAgeOfOldestMessage",
        "NumberOfMessagesDeleted",
      ]);
      // A batch that takes as long as it may is taken off within any two of them.
      expect(watching?.inputs).toMatchObject({ evaluationPeriods: 3, datapointsToAlarm: 3 });
    }
  });

  it.each<[string, number | undefined, number | undefined, number]>([
    ["old, and nothing is taken off", 1_800, undefined, 1],
    ["old, and others are taken off", 100_000, 1, 0],
    ["young, and nothing is taken off", 300, undefined, 0],
  ])("take a queue whose oldest block is %s for what it is", (_, age, deleted, rings) => {
    const [alarm] = alarms().filter(({ inputs }) => /\/blocks-age$/.test(String(inputs.name)));
    const text = alarm && queriesOf(alarm).find(({ returnData }) => returnData)?.expression;
    const value = { age, deleted };
    const resolve = (id: string) => {
      const found = value[id as keyof typeof value];
      return { kind: "series", label: id, points: new Map(found === undefined ? [] : [[0, found]]) } as const;
    };
    const said = evaluate(parseExpression(String(text)), { windows: 1, resolve });
    expect(said.kind === "series" && said.points.get(0)).toBe(rings);
  });

  it("say that they come late where queues are mostly idle: SQS publishes nothing of one then", () => {
    for (const { inputs } of alarms().filter(({ inputs }) => /-depth$/.test(String(inputs.name))))
      expect(inputs.alarmDescription).toContain("after six idle hours SQS publishes no metrics of a queue");
  });
});
