import { describe, expect, it } from "vitest";
import type { ResourceGraph } from "../../scripts/graph.ts";
import { identityStatements, listOf } from "../../scripts/security/policy.ts";
import type { Settings } from "../../stacks/config.ts";
import { settingsEdit } from "./settings.ts";
import { arnOf, functionOf, home, ofType, one, parsed, probeRegions, types } from "./stack.ts";
import { synthesized } from "./synthesized.ts";
import { alarms, physicalNames, queriesOf, watchTypes } from "./watching.ts";

const named = (name: string, region = home) => one(watchTypes.alarm, `Crisscross/local/${name}`, region);
const composites = ofType(watchTypes.composite);
/** But those that only refresh jobs call: their probes have alarms, and their timeouts are in the log of their twins. */
const functions = ofType(types.function)
  .filter(({ inputs }) => inputs.tenancyConfig === undefined)
  .map(({ region, inputs }) => ({ region, verb: String(inputs.name).replace("crisscross-local-", "") }));
/** Called a few times in the five minutes of a rate. */
const seldom = ["plan", "consume", "reconcile"];
const filters = (name: RegExp) =>
  ofType(watchTypes.filter).filter(({ inputs }) => name.test(String(inputs.name)));
const alertsArn = (region: string) =>
  ofType(types.topic).find((topic) => topic.region === region && String(topic.inputs.name).includes("Alerts"))
    ?.arn;

describe("every alarm", () => {
  it("says how severe it is, what happened and what to look at first, within CloudWatch's 1,024 characters", () => {
    for (const { inputs } of [...alarms(), ...composites]) {
      expect(inputs.alarmDescription).toMatch(/^(critical|warning): [A-Z0-9].*\. Look first at .*\.$/);
      expect(String(inputs.alarmDescription).length).toBeLessThanOrEqual(1024);
      const { severity } = inputs.tags as { severity: string };
      expect(String(inputs.alarmDescription).startsWith(`${severity}: `)).toBe(true);
    }
  });

  it("has a name of its own in its region", () => {
    const names = [...alarms(), ...composites].map(
      ({ region, inputs }) => `${region} ${inputs.name ?? inputs.alarmName}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it("decides about missing data: silence is no fault, but of what should be heard", () => {
    const heard = new Set(["reconcile-silent", "heartbeat"].map((name) => `Crisscross/local/${name}`));
    for (const { inputs } of alarms())
      expect(inputs.treatMissingData).toBe(heard.has(String(inputs.name)) ? "breaching" : "notBreaching");
  });

  it("reads at most ten metrics and gives one result, as CloudWatch demands", () => {
    for (const alarm of alarms()) {
      const queries = queriesOf(alarm);
      expect(queries.filter(({ metric }) => metric !== undefined).length).toBeLessThanOrEqual(10);
      if (queries.length > 0) expect(queries.filter(({ returnData }) => returnData)).toHaveLength(1);
      const periods = new Set(queries.flatMap(({ metric }) => metric?.period ?? []));
      expect(periods.size).toBe(queries.length > 0 ? 1 : 0);
    }
  });

  it("uses each metric of its expression, and only those", () => {
    for (const alarm of alarms()) {
      const queries = queriesOf(alarm);
      const [watched] = queries.filter(({ returnData }) => returnData);
      const ids = queries.flatMap(({ id, metric }) => (metric ? [id] : []));
      const used = new Set((watched?.expression ?? "").match(/\b[a-z]\w*\b/g) ?? []);
      expect([...used].sort()).toEqual(ids.sort());
    }
  });

  it("notifies its own region's topic by itself when critical, and when a warning through the region's alarm", () => {
    for (const { region, inputs } of alarms()) {
      const { severity } = inputs.tags as { severity: string };
      expect(inputs.alarmActions).toEqual(severity === "critical" ? [alertsArn(region)] : []);
    }
  });

  it("leaves it to the region's alarm to say that all is well: new alarms run their OK actions at once", () => {
    for (const { inputs } of alarms()) expect(inputs.okActions ?? []).toEqual([]);
    for (const { region, inputs } of composites) expect(inputs.okActions).toEqual([alertsArn(region)]);
  });

  it("looks at several periods where it fills in what may only be late", () => {
    const filling = alarms().filter((alarm) =>
      queriesOf(alarm).some(({ expression }) => expression?.includes("FILL(")),
    );
    expect(filling.length).toBeGreaterThan(0);
    for (const { inputs } of filling)
      expect(inputs.evaluationPeriods, String(inputs.name)).toBeGreaterThan(1);
  });
});

describe("the alarms of a function", () => {
  it.each(functions)(
    "watch $verb in $region for throttles, errors, durations and timeouts",
    ({ verb, region }) => {
      const dimensions = { FunctionName: `crisscross-local-${verb}` };
      const timeoutMs = Number(functionOf(verb, region).inputs.timeout) * 1000;
      const once = {
        threshold: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        datapointsToAlarm: 1,
      };
      expect(named(`${verb}-throttles`, region).inputs).toMatchObject({
        metricName: "Throttles",
        dimensions,
        ...once,
      });
      expect(named(`${verb}-errors`, region).inputs).toMatchObject({
        metricName: "Errors",
        dimensions,
        ...once,
      });
      expect(named(`${verb}-timeouts`, region).inputs).toMatchObject({
        namespace: "Crisscross/local",
        ...once,
      });
      expect(named(`${verb}-duration`, region).inputs).toMatchObject({
        metricName: "Duration",
        statistic: "Maximum",
        dimensions,
        threshold: timeoutMs * 0.9,
      });
      expect(named(`${verb}-error-rate`, region).inputs.threshold).toBe(seldom.includes(verb) ? 50 : 5);
    },
  );

  it("count timeouts from the report in the function's own log", () => {
    const counting = filters(/-timeouts$/);
    for (const { inputs } of counting)
      expect(inputs.pattern).toBe('{ $.type = "platform.report" && $.record.status = "timeout" }');
    expect(counting).toHaveLength(functions.length);
  });

  it("count what consume could not put at home, wherever that is another region", () => {
    const counting = filters(/-metrics-failed$/);
    for (const { region, inputs } of counting) {
      expect(inputs.logGroupName).toBe("/aws/lambda/crisscross-local-consume");
      expect(inputs.pattern).toBe('{ $.message = "metrics.failed" }');
      expect(named("metrics-failed", region).inputs).toMatchObject({ threshold: 1, datapointsToAlarm: 1 });
    }
    expect(counting.map(({ region }) => region).sort()).toEqual([...probeRegions].sort());
  });

  it("speak of a rate of errors only of what is called often enough, and of reconcile that it runs at all", () => {
    const expressionOf = (verb: string) =>
      queriesOf(named(`${verb}-error-rate`)).find(({ returnData }) => returnData)?.expression;
    expect(expressionOf("api")).toMatch(/^IF\(invocations >= 20,/);
    // Five runs in the five minutes of the rate.
    expect(expressionOf("reconcile")).toMatch(/^IF\(invocations >= 3,/);
    // A job is one invocation.
    expect(expressionOf("plan")).toMatch(/^IF\(invocations >= 1,/);
    expect(named("reconcile-silent").inputs).toMatchObject({
      metricName: "JobsStuck",
      statistic: "SampleCount",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      period: 60,
    });
  });

  it("watch for loops where queues feed the function", () => {
    const looping = alarms().filter(({ inputs }) => String(inputs.name).endsWith("-loops"));
    expect(looping.map(({ region, inputs }) => `${region} ${inputs.name}`).sort()).toEqual(
      [
        `${home} Crisscross/local/plan-loops`,
        ...probeRegions.map((at) => `${at} Crisscross/local/consume-loops`),
      ].sort(),
    );
  });
});

describe("the alarms of a table", () => {
  const statements = ofType(types.role).flatMap(identityStatements);

  it("count system errors of every operation some role may make on it", () => {
    for (const { region, arn = "", inputs } of ofType(types.table)) {
      const about = statements.filter(({ Resource }) =>
        listOf(Resource).some((one) => one === arn || one.startsWith(`${arn}/index/`)),
      );
      const operations = new Set(
        about.flatMap(({ Action }) => listOf(Action).map((one) => one.split(":")[1])),
      );
      const name = String(inputs.name).includes("records") ? "records" : "results";
      const counted = queriesOf(named(`${name}-system-errors`, region)).flatMap(({ metric }) =>
        metric?.dimensions ? [metric.dimensions.Operation] : [],
      );
      expect(counted.sort()).toEqual([...operations].sort());
    }
  });
});

describe("row against column", () => {
  it.each(probeRegions)("counts the origins that fail to reach %s, against more than half", (region) => {
    const alarm = named(`target-${region}-bad`);
    const cells = queriesOf(alarm).flatMap(({ metric }) => (metric?.dimensions ? [metric.dimensions] : []));
    expect(cells).toEqual(probeRegions.map((origin) => ({ origin, target: region })));
    expect(alarm.inputs.threshold).toBe(4);
  });

  it.each(probeRegions)("counts the targets that fail from %s, against more than half", (region) => {
    const alarm = named(`origin-${region}-bad`);
    const cells = queriesOf(alarm).flatMap(({ metric }) => (metric?.dimensions ? [metric.dimensions] : []));
    expect(cells).toEqual(probeRegions.map((target) => ({ origin: region, target })));
    expect(alarm.inputs.threshold).toBe(4);
  });
});

describe("the alarm of a region", () => {
  it.each([home, ...probeRegions])(
    "in %s rings with any other there, and tells the region's topic",
    (region) => {
      const [composite, ...more] = composites.filter((one) => one.region === region);
      expect(more).toEqual([]);
      const rule = String(composite?.inputs.alarmRule);
      const children = [...rule.matchAll(/ALARM\("([^"]+)"\)/g)].map(([, child]) => `${region} ${child}`);
      expect(children.sort()).toEqual(
        [...physicalNames(watchTypes.alarm)].filter((name) => name.startsWith(`${region} `)).sort(),
      );
      // CloudWatch's limits of a rule.
      expect(children.length).toBeLessThanOrEqual(100);
      expect(rule.length).toBeLessThanOrEqual(10_240);
      expect(composite?.inputs.alarmActions).toEqual([alertsArn(region)]);
    },
  );
});

describe("alert topics", () => {
  it("exist once a region, and only alarms of that region and account may publish", () => {
    const policies = ofType(watchTypes.topicPolicy).filter(({ name }) => name.startsWith("Alerts"));
    expect(policies.map(({ region }) => region).sort()).toEqual([home, ...probeRegions].sort());
    for (const { region, inputs } of policies) {
      const { Statement } = parsed(inputs.policy) as { Statement: { Effect: string }[] };
      expect(Statement.filter(({ Effect }) => Effect === "Allow")).toEqual([
        {
          Effect: "Allow",
          Action: ["sns:Publish"],
          Resource: [alertsArn(region)],
          Principal: { Service: ["cloudwatch.amazonaws.com"] },
          Condition: { ArnLike: { "aws:SourceArn": [arnOf("cloudwatch", region, "alarm:*")] } },
        },
      ]);
    }
  });
});

describe("with other settings", () => {
  const pair = { homeRegion: "us-east-1", probeRegions: ["us-east-1", "eu-central-1"], alertEmails: [] };
  const stage = (settings: Partial<Settings>) => [settingsEdit(JSON.stringify({ ...pair, ...settings }))];
  const mailsIn = (graph: ResourceGraph) =>
    ofType(types.subscription, graph).filter(({ inputs }) => inputs.protocol === "email");

  it("every region's topic tells each address, and silence of the canary rings", async () => {
    const edits = stage({ alertEmails: ["on-call@example.com"], canaryMinutes: 10 });
    const graph = await synthesized({ stage: "pair", edits });
    expect(
      mailsIn(graph)
        .map(({ region, inputs }) => [region, inputs.endpoint])
        .sort(),
    ).toEqual([
      ["eu-central-1", "on-call@example.com"],
      ["us-east-1", "on-call@example.com"],
    ]);
    expect(one(watchTypes.alarm, "Crisscross/pair/heartbeat", "us-east-1", graph).inputs).toMatchObject({
      treatMissingData: "breaching",
      metricName: "JobsCompleted",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: 600,
      datapointsToAlarm: 3,
    });
  });

  it("two regions have no rows and columns to compare, and nobody is told without an address", async () => {
    const graph = await synthesized({ stage: "pair", edits: stage({}) });
    expect(mailsIn(graph)).toEqual([]);
    expect(alarms(graph).filter(({ inputs }) => /-bad$/.test(String(inputs.name)))).toEqual([]);
  });

  it("a stage without alarms keeps its dashboard", async () => {
    const graph = await synthesized({ stage: "pair", edits: stage({ alarms: false }) });
    expect([
      ...alarms(graph),
      ...ofType(watchTypes.composite, graph),
      ...ofType(watchTypes.filter, graph),
    ]).toEqual([]);
    expect(ofType(watchTypes.dashboard, graph)).toHaveLength(1);
  });
});
