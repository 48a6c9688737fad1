import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Resource, ResourceGraph } from "../../scripts/graph.ts";
import { renderReview } from "../../scripts/security/render.ts";
import { judgeRule, unexamined } from "../../scripts/security/rule-form.ts";
import { sections } from "../../scripts/security/rules.ts";
import { settingsEdit } from "./settings.ts";
import { committed } from "./stack.ts";
import { synthesized } from "./synthesized.ts";

const rules = Object.values(sections).flat();
const named = rules.map((rule) => ({ name: `${rule.ids.join(", ")}: ${rule.says}`, rule }));
const stages = ["local", "production", "watched"] as const;
let graphs: Record<(typeof stages)[number], ResourceGraph>;

/** A stage with all that settings can add, whatever stacks/config.ts says. */
const everything = settingsEdit(
  '{ alarms: true, alertEmails: ["on-call@example.com", "team@example.com"], canaryMinutes: 10 }',
);

beforeAll(async () => {
  const [production, watched] = await Promise.all([
    synthesized({ stage: "production" }),
    synthesized({ stage: "watched", edits: [everything] }),
  ]);
  graphs = { local: committed, production, watched };
}, 60_000);

describe("the security review", () => {
  describe.each(stages)("of the stage %s", (stage) => {
    it.each(named)("$name", ({ rule }) => {
      const { open } = judgeRule(rule, graphs[stage]);
      expect(open.map(({ type, name, region }) => `${type} ${name} ${region}`)).toEqual([]);
    });
  });

  it("has no waiver that needs a setting but says none, or says one it does not need", () => {
    const plain: ResourceGraph = {
      ...graphs.watched,
      resources: graphs.watched.resources.filter(
        ({ name, inputs }) => inputs.protocol !== "email" && !name.startsWith("Canary"),
      ),
    };
    for (const rule of rules.filter(({ stage }) => stage === undefined))
      for (const [{ what, setting }, resources] of judgeRule(rule, plain).waived)
        expect([what, resources.length === 0]).toEqual([what, setting !== undefined]);
  });

  it("has no rule that looks at nothing and no waiver that waives nothing", () => {
    const idle = rules.flatMap((rule) => {
      const verdicts = stages.map((stage) => judgeRule(rule, graphs[stage]));
      const unused = (rule.waivers ?? []).filter((waiver) =>
        verdicts.every(({ waived }) => (waived.get(waiver) ?? []).length === 0),
      );
      const looksAtNothing = verdicts.every(({ examined }) => examined === 0);
      return [...(looksAtNothing ? [rule.says] : []), ...unused.map(({ what }) => `${rule.says} ${what}`)];
    });
    expect(idle).toEqual([]);
  });

  it("looks at every type of resource, or says why not", () => {
    const examined = new Set(rules.flatMap(({ types }) => types));
    const found = new Set(stages.flatMap((stage) => graphs[stage].resources.map(({ type }) => type)));
    expect([...found].filter((type) => !examined.has(type) && !(type in unexamined))).toEqual([]);
    expect(Object.keys(unexamined).filter((type) => !found.has(type))).toEqual([]);
  });

  it("is written in docs/security.md", async () => {
    const stored = await readFile(join(import.meta.dirname, "../../docs/security.md"), "utf8");
    const text = renderReview([graphs.local, graphs.production]);
    expect(stored === text, "docs/security.md is stale: run `npm run security` and commit it").toBe(true);
  });
});

describe("rules find", () => {
  type Change = (inputs: Record<string, unknown>) => Record<string, unknown>;
  const queues = "aws:sqs/queue:Queue";

  /** Ids of the rules that a stage with everything breaks once some resources of a type are changed. */
  function brokenBy(
    type: string,
    change: Change,
    pick: (resource: Resource) => boolean = () => true,
  ): string[] {
    const { watched } = graphs;
    const resources = watched.resources.map((resource) =>
      resource.type === type && pick(resource)
        ? { ...resource, inputs: change({ ...resource.inputs }) }
        : resource,
    );
    return rules.flatMap((rule) =>
      judgeRule(rule, { ...watched, resources }).open.length > 0 ? [rule.ids[0] ?? ""] : [],
    );
  }
  const policy = (statement: object) => ({
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
  });

  it.each<[string, string, Change, string[]]>([
    [
      "a queue without encryption",
      queues,
      (inputs) => ({ ...inputs, sqsManagedSseEnabled: false }),
      ["AwsSolutions-SQS2"],
    ],
    [
      "a function on an old runtime",
      "aws:lambda/function:Function",
      (inputs) => ({ ...inputs, runtime: "nodejs20.x" }),
      ["AwsSolutions-L1"],
    ],
    [
      "a function with a secret in its environment",
      "aws:lambda/function:Function",
      (inputs) => ({ ...inputs, environment: { variables: { TOKEN: "secret:TokenHashes" } } }),
      ["CKV_AWS_45"],
    ],
    [
      "a role that may do everything",
      "aws:iam/role:Role",
      (inputs) => ({ ...inputs, inlinePolicies: [policy({ Effect: "Allow", Action: "*", Resource: "*" })] }),
      ["AwsSolutions-IAM5", "AwsSolutions-IAM5"],
    ],
    [
      "a role for everybody",
      "aws:iam/role:Role",
      (inputs) => ({
        ...inputs,
        assumeRolePolicy: policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } })
          .policy,
      }),
      ["CKV_AWS_60"],
    ],
    [
      "a queue open to everybody",
      "aws:sqs/queuePolicy:QueuePolicy",
      (inputs) => ({ ...inputs, ...policy({ Effect: "Allow", Action: "sqs:*", Principal: "*" }) }),
      ["AwsSolutions-SQS4", "SQS.3", "own"],
    ],
    [
      "a topic any account's alarms may publish to",
      "aws:sns/topicPolicy:TopicPolicy",
      (inputs) => ({
        ...inputs,
        ...policy({
          Effect: "Allow",
          Action: "sns:Publish",
          Principal: { Service: "cloudwatch.amazonaws.com" },
        }),
      }),
      ["own", "AwsSolutions-SNS3"],
    ],
    [
      "a table that cannot be restored",
      "aws:dynamodb/table:Table",
      ({ pointInTimeRecovery: _dropped, ...inputs }) => inputs,
      ["AwsSolutions-DDB3"],
    ],
    [
      "a route without authorization",
      "aws:apigatewayv2/route:Route",
      (inputs) => ({ ...inputs, authorizationType: "NONE" }),
      ["AwsSolutions-APIG4"],
    ],
    [
      "logs kept for ever",
      "aws:cloudwatch/logGroup:LogGroup",
      ({ retentionInDays: _dropped, ...inputs }) => inputs,
      ["Serverless-CloudWatchLogGroupRetentionPeriod"],
    ],
    [
      "a critical alarm that tells nobody",
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      (inputs) => ({ ...inputs, alarmActions: [] }),
      ["CloudWatch.15"],
    ],
  ])("%s", (_case, type, change, expected) => {
    expect(brokenBy(type, change)).toEqual(expected);
  });

  it("a subscription of a queue that loses its dead-letter queue", () => {
    const drop: Change = ({ redrivePolicy: _dropped, ...inputs }) => inputs;
    const isQueues = ({ inputs }: Resource) => inputs.protocol === "sqs";
    expect(brokenBy("aws:sns/topicSubscription:TopicSubscription", drop, isQueues)).toEqual([
      "Serverless-SNSRedrivePolicy",
    ]);
  });

  const retarget =
    (change: object): Change =>
    (inputs) => ({ ...inputs, target: { ...(inputs.target as object), ...change } });

  it.each(["Reconcile", "Canary"])("a schedule (%s) whose input is not the one waived", (name) => {
    const change = retarget({ input: '{"token":"t"}' });
    const isIts = (schedule: Resource) => schedule.name.startsWith(name);
    expect(brokenBy("aws:scheduler/schedule:Schedule", change, isIts)).toEqual([
      "Serverless-EventBusDLQ",
      "CKV_AWS_297",
    ]);
  });

  it("a function besides api and reconcile that a schedule invokes", () => {
    const plan = graphs.watched.resources.find(({ inputs }) => inputs.name === "crisscross-watched-plan");
    expect(brokenBy("aws:scheduler/schedule:Schedule", retarget({ arn: plan?.arn }))).toEqual([
      "Serverless-LambdaDLQ",
    ]);
  });

  it("a work queue that loses its dead-letter queue, and the mapping it feeds", () => {
    const drop: Change = ({ redrivePolicy: _dropped, ...inputs }) => inputs;
    expect(brokenBy(queues, drop)).toEqual([
      "Serverless-LambdaEventSourceMappingDestination",
      "AwsSolutions-SQS3",
    ]);
  });
});
