import { describe, expect, it } from "vitest";
import { arnOf, home, ofType, one, parsed, probeRegions, suffixOf, types } from "./stack.ts";

const topicArn = arnOf("sns", home, "crisscross-local-ProbesTopic");
const blocksName = (region: string) => `crisscross-local-Blocks${suffixOf(region)}Queue`;

describe("the probe topic", () => {
  it("is the only topic, at home", () => {
    expect(ofType(types.topic).map(({ arn }) => arn)).toEqual([topicArn]);
  });

  it("has one subscription a probe region and the catch-all, all at home, raw, on attributes", () => {
    const subscriptions = ofType(types.subscription);
    expect(subscriptions).toHaveLength(probeRegions.length + 1);
    for (const { region, inputs } of subscriptions) {
      expect(region).toBe(home);
      expect(inputs).toMatchObject({
        topic: topicArn,
        protocol: "sqs",
        rawMessageDelivery: true,
        filterPolicyScope: "MessageAttributes",
      });
    }
  });

  it.each(probeRegions)("sends blocks of origin %s to that region's queue and no other", (region) => {
    const { inputs } = one(types.subscription, `Blocks${suffixOf(region)}Subscription`);
    expect(inputs.endpoint).toBe(arnOf("sqs", region, blocksName(region)));
    expect(parsed(inputs.filterPolicy)).toEqual({ origin: [region] });
  });

  it("sends what no origin matches to the unroutable queue", () => {
    const { inputs } = one(types.subscription, "UnroutableSubscription");
    expect(inputs.endpoint).toBe(arnOf("sqs", home, "crisscross-local-UnroutableQueue"));
    expect(parsed(inputs.filterPolicy)).toEqual({
      $or: [{ origin: [{ "anything-but": probeRegions }] }, { origin: [{ exists: false }] }],
    });
  });
});

describe("queue policies", () => {
  const subscribed = [
    ...probeRegions.map((region) => [region, `Blocks${suffixOf(region)}Policy`, blocksName(region)] as const),
    [home, "UnroutablePolicy", "crisscross-local-UnroutableQueue"] as const,
  ];

  it("exist for the subscribed queues only", () => {
    expect(
      ofType(types.queuePolicy)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(subscribed.map(([, name]) => name).sort());
  });

  it.each(subscribed)(
    "in %s, %s lets only the probe topic send, in the queue's region",
    (region, name, queue) => {
      const { inputs } = one(types.queuePolicy, name, region);
      expect(inputs.queueUrl).toBe(`https://sqs.${region}.amazonaws.com/000000000000/${queue}`);
      expect(parsed(inputs.policy)).toMatchObject({
        Statement: [
          {
            Effect: "Allow",
            Action: ["sqs:SendMessage"],
            Resource: [arnOf("sqs", region, queue)],
            Principal: { Service: ["sns.amazonaws.com"] },
            Condition: { ArnEquals: { "aws:SourceArn": [topicArn] } },
          },
        ],
      });
    },
  );
});
