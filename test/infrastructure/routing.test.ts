import { describe, expect, it } from "vitest";
import { arnOf, home, ofType, one, parsed, probeRegions, suffixOf, types } from "./stack.ts";

const topicArn = arnOf("sns", home, "crisscross-local-ProbesTopic");
const eventsArn = arnOf("sns", home, "crisscross-local-EventsTopic");
const subscriptions = ofType(types.subscription).filter(({ inputs }) => inputs.topic === topicArn);
const blocksName = (region: string) => `crisscross-local-Blocks${suffixOf(region)}Queue`;

describe("the probe topic", () => {
  it("is the only topic but those for alerts and the one for events, at home", () => {
    const others = ofType(types.topic).filter(({ inputs }) => !String(inputs.name).includes("Alerts"));
    expect(others.map(({ arn }) => arn).toSorted()).toEqual([eventsArn, topicArn]);
  });

  it("has one subscription a probe region and the catch-all, all at home, raw, on attributes", () => {
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

  it("shares no subscription: the others are e-mails about alarms", () => {
    for (const { inputs } of ofType(types.subscription))
      if (inputs.topic !== topicArn)
        expect(inputs).toMatchObject({ protocol: "email", topic: expect.stringContaining("Alerts") });
  });

  it("keeps what it cannot deliver in a queue of its own region", () => {
    const deadLetterTargetArn = arnOf("sqs", home, "crisscross-local-UndeliveredQueue");
    for (const { inputs } of subscriptions)
      expect(parsed(inputs.redrivePolicy)).toEqual({ deadLetterTargetArn });
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
  const fromProbes = [
    ...probeRegions.map((region) => [region, `Blocks${suffixOf(region)}Policy`, blocksName(region)] as const),
    [home, "UnroutablePolicy", "crisscross-local-UnroutableQueue"] as const,
    [home, "UndeliveredPolicy", "crisscross-local-UndeliveredQueue"] as const,
  ];
  const allows = (policy: unknown) =>
    (parsed(policy) as { Statement: { Effect: string }[] }).Statement.filter(
      ({ Effect }) => Effect === "Allow",
    );

  it("exist once a queue, in the queue's region", () => {
    const queues = ofType(types.queue).map(({ region, id }) => `${region} ${id}`);
    const named = ofType(types.queuePolicy).map(({ region, inputs }) => `${region} ${inputs.queueUrl}`);
    expect(named.sort()).toEqual(queues.sort());
  });

  it.each(fromProbes)("in %s, %s lets only the probe topic send", (region, name, queue) => {
    const { inputs } = one(types.queuePolicy, name, region);
    expect(inputs.queueUrl).toBe(`https://sqs.${region}.amazonaws.com/000000000000/${queue}`);
    expect(allows(inputs.policy)).toEqual([
      {
        Effect: "Allow",
        Action: ["sqs:SendMessage"],
        Resource: [arnOf("sqs", region, queue)],
        Principal: { Service: ["sns.amazonaws.com"] },
        Condition: { ArnEquals: { "aws:SourceArn": [topicArn] } },
      },
    ]);
  });

  it("let nobody else send: what needs to, does so by its own role", () => {
    const senders = new Set(fromProbes.map(([region, name]) => `${region} ${name}`));
    for (const { region, name, inputs } of ofType(types.queuePolicy))
      if (!senders.has(`${region} ${name}`)) expect(allows(inputs.policy)).toEqual([]);
  });
});
