import { describe, expect, it } from "vitest";
import { arnOf, functionOf, home, ofType, one, parsed, probeRegions, suffixOf, types } from "./stack.ts";

/** Every queue with a consumer: region, physical name, dead-letter queue, consumer, batch size. */
const fed = [
  { region: home, queue: "JobsQueue", dead: "JobsDeadQueue", verb: "plan", batchSize: 1 },
  ...probeRegions.map((region) => ({
    region,
    queue: `Blocks${suffixOf(region)}Queue`,
    dead: `BlocksDead${suffixOf(region)}Queue`,
    verb: "consume",
    batchSize: 2,
  })),
];
const physical = (name: string) => `crisscross-local-${name}`;

describe("queues", () => {
  it("are the fed ones, their dead-letter queues, and those for what SNS cannot route or deliver", () => {
    const expected = [
      ...fed.flatMap(({ queue, dead }) => [queue, dead]),
      "UnroutableQueue",
      "UndeliveredQueue",
    ].map(physical);
    expect(
      ofType(types.queue)
        .map(({ inputs }) => inputs.name)
        .sort(),
    ).toEqual(expected.sort());
  });

  it("are encrypted", () => {
    for (const { inputs } of ofType(types.queue)) expect(inputs.sqsManagedSseEnabled).toBe(true);
  });

  it.each(fed)(
    "$queue in $region gives up on a message after 5 failures",
    ({ region, queue, verb, dead }) => {
      const { inputs } = one(types.queue, physical(queue), region);
      expect(parsed(inputs.redrivePolicy)).toEqual({
        deadLetterTargetArn: arnOf("sqs", region, physical(dead)),
        // A block may be postponed twice besides.
        maxReceiveCount: verb === "consume" ? 7 : 5,
      });
    },
  );

  it.each([
    ...fed.map(({ region, dead }) => [region, dead]),
    [home, "UnroutableQueue"],
    [home, "UndeliveredQueue"],
  ])("keeps messages for 14 days where nothing empties the queue: in %s, %s", (region, name) => {
    const { inputs } = one(types.queue, physical(String(name)), region);
    expect(inputs.messageRetentionSeconds).toBe(1_209_600);
    expect(inputs.redrivePolicy).toBeUndefined();
  });

  it.each(fed)("$queue in $region hides a message for six timeouts of $verb", ({ region, queue, verb }) => {
    const { inputs } = one(types.queue, physical(queue), region);
    expect(Number(inputs.visibilityTimeoutSeconds)).toBeGreaterThanOrEqual(
      6 * Number(functionOf(verb, region).inputs.timeout),
    );
  });
});

describe("event source mappings", () => {
  const mappingOf = (region: string, queue: string) =>
    ofType(types.mapping).filter(
      ({ inputs }) => inputs.eventSourceArn === arnOf("sqs", region, physical(queue)),
    );

  it("exist once a fed queue", () => {
    expect(ofType(types.mapping)).toHaveLength(fed.length);
  });

  it.each(fed)(
    "$queue in $region feeds $verb there, failures one by one",
    ({ region, queue, verb, batchSize }) => {
      const mappings = mappingOf(region, queue);
      expect(mappings).toHaveLength(1);
      expect(mappings[0]).toMatchObject({
        region,
        inputs: {
          functionName: functionOf(verb, region).arn,
          batchSize,
          maximumBatchingWindowInSeconds: 0,
          functionResponseTypes: ["ReportBatchItemFailures"],
          scalingConfig: { maximumConcurrency: 2 },
        },
      });
    },
  );

  it.each(probeRegions)(
    "never polls more for consume in %s than its reserved concurrency takes",
    (region) => {
      const reserved = Number(functionOf("consume", region).inputs.reservedConcurrentExecutions);
      const polled = mappingOf(region, `Blocks${suffixOf(region)}Queue`).map(
        ({ inputs }) => inputs.scalingConfig,
      );
      expect(polled).toEqual([{ maximumConcurrency: expect.toSatisfy((most: number) => most <= reserved) }]);
    },
  );
});
