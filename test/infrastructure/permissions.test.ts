import { describe, expect, it } from "vitest";
import {
  arnOf,
  functionOf,
  home,
  ofType,
  ordinaryOf,
  parsed,
  probeRegions,
  suffixOf,
  types,
} from "./stack.ts";

interface Statement {
  Effect: string;
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string[]>>;
}
type Allowance = [actions: string[], resources: string[], condition?: Statement["Condition"]];

const results = arnOf("dynamodb", home, "table/crisscross-local-ResultsTable");
const poll = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
const lambda = (verb: string, region: string) => arnOf("lambda", region, `function:crisscross-local-${verb}`);
/** Of functions with this end of their names. */
const innerArns = (twin = "") =>
  probeRegions.flatMap((target) => [lambda(`inner${twin}`, target), lambda(`inner-db${twin}`, target)]);
const recordsIn = (region: string) => arnOf("dynamodb", region, "table/crisscross-local-records");

const queueIn = (region: string, name: string) =>
  arnOf("sqs", region, `crisscross-local-${name}${region === home ? "" : suffixOf(region)}Queue`);
/** Queues of dead letters that SQS moves back. */
const movable = [queueIn(home, "JobsDead"), ...probeRegions.map((region) => queueIn(region, "BlocksDead"))];

/** Items with one of these partition keys only. */
const inPartitions = (...keys: string[]) => ({ "ForAllValues:StringLike": { "dynamodb:LeadingKeys": keys } });
const ownMetrics = { StringEquals: { "cloudwatch:namespace": ["Crisscross/local"] } };

/** CloudWatch's actions that know no resources, or show composite alarms to `*` only. */
const withoutResources = [
  "cloudwatch:PutMetricData",
  "cloudwatch:GetMetricData",
  "cloudwatch:DescribeAlarms",
  "cloudwatch:DescribeAlarmHistory",
];

/** All that each function may do besides logging: actions, then resources. */
const allowed: Record<string, (region: string) => Allowance[]> = {
  api: () => [
    [["sqs:SendMessage"], [queueIn(home, "Jobs")]],
    [["sqs:SendMessage"], probeRegions.map((region) => queueIn(region, "Blocks"))],
    [
      ["sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:DeleteMessage"],
      [...movable, queueIn(home, "Undelivered"), queueIn(home, "Unroutable")],
    ],
    [["sqs:StartMessageMoveTask", "sqs:ListMessageMoveTasks"], movable],
    [["lambda:InvokeFunction"], [lambda("reconcile", home)]],
    [["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"], [results]],
    [["dynamodb:Query"], [`${results}/index/byCreated`]],
    [["dynamodb:UpdateItem"], [results], inPartitions("tokens", "spent")],
    [["dynamodb:DeleteItem"], [results], inPartitions("idempotency#*")],
    [["cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmHistory", "cloudwatch:GetMetricData"], ["*"]],
    [["cloudwatch:GetDashboard"], ["arn:aws:cloudwatch::000000000000:dashboard/crisscross-local"]],
  ],
  authorize: () => [[["dynamodb:GetItem"], [results], inPartitions("tokens")]],
  plan: () => [
    [["sns:Publish"], [arnOf("sns", home, "crisscross-local-ProbesTopic")]],
    [["dynamodb:GetItem", "dynamodb:PutItem"], [results]],
    [["dynamodb:BatchWriteItem"], probeRegions.map(recordsIn)],
    [poll, [arnOf("sqs", home, "crisscross-local-JobsQueue")]],
  ],
  reconcile: () => [
    [["dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"], [results]],
    [["sqs:SendMessage"], [arnOf("sqs", home, "crisscross-local-JobsQueue")]],
    [["sns:Publish"], [arnOf("sns", home, "crisscross-local-EventsTopic")]],
  ],
  consume: (region) => [
    [["lambda:InvokeFunction"], [lambda("outer", region), ...innerArns()]],
    [["lambda:InvokeFunction"], [lambda("outer-isolated", region), ...innerArns("-isolated")]],
    [["lambda:InvokeFunction"], [lambda("reconcile", home)]],
    [["dynamodb:BatchGetItem", "dynamodb:PutItem"], [results]],
    [poll, [arnOf("sqs", region, `crisscross-local-Blocks${suffixOf(region)}Queue`)]],
    [
      ["sqs:ChangeMessageVisibility"],
      [arnOf("sqs", region, `crisscross-local-Blocks${suffixOf(region)}Queue`)],
    ],
    [["cloudwatch:PutMetricData"], ["*"], ownMetrics],
  ],
  outer: () => [
    [["lambda:InvokeFunction"], [...innerArns(), ...probeRegions.map((region) => lambda("outer", region))]],
  ],
  "outer-isolated": () => [
    [
      ["lambda:InvokeFunction"],
      [...innerArns("-isolated"), ...probeRegions.map((region) => lambda("outer-isolated", region))],
    ],
  ],
  inner: () => [],
  "inner-db": (region) => [[["dynamodb:GetItem", "dynamodb:PutItem"], [recordsIn(region)]]],
};
const verbOf = (name: unknown) => String(name).replace("crisscross-local-", "");
const functions = ofType(types.function).map(({ inputs, region }) => ({ verb: verbOf(inputs.name), region }));

function roleOf(verb: string, region: string) {
  const { role } = functionOf(verb, region).inputs;
  const [found] = ofType(types.role).filter(({ arn }) => arn === role);
  if (found === undefined)
    throw new Error(`${verb} in ${region} has the role ${role}, which nothing defines`);
  return found;
}

function statementsOf(verb: string, region: string): Statement[] {
  const policies = roleOf(verb, region).inputs.inlinePolicies as { policy: string }[];
  return policies.flatMap(({ policy }) => (parsed(policy) as { Statement: Statement[] }).Statement);
}

describe("permissions", () => {
  it("come from one role a function", () => {
    const roles = new Set(functions.map(({ verb, region }) => roleOf(verb, region).arn));
    expect(roles.size).toBe(functions.length);
    expect(ofType(types.role)).toHaveLength(functions.length + ofType(types.schedule).length);
  });

  it.each(functions)("let $verb in $region do what it needs, log, and nothing else", ({ verb, region }) => {
    const logs = arnOf("logs", region, `log-group:/aws/lambda/crisscross-local-${ordinaryOf(verb)}:*`);
    const expected: Allowance[] = [
      ...((allowed[verb] ?? allowed[ordinaryOf(verb)])?.(region) ?? []),
      [["logs:CreateLogStream", "logs:PutLogEvents"], [logs]],
    ];
    expect(statementsOf(verb, region)).toEqual(
      expected.map(([Action, Resource, Condition]) => ({
        Effect: "Allow",
        Action,
        Resource,
        ...(Condition && { Condition }),
      })),
    );
  });

  it("name every action and resource in full; `*` stands only for a log group's streams, or where AWS knows no resource", () => {
    for (const { verb, region } of functions)
      for (const { Action, Resource } of statementsOf(verb, region)) {
        expect(Action.filter((action) => action.includes("*"))).toEqual([]);
        if (Action.every((action) => withoutResources.includes(action))) continue;
        expect(Resource.filter((resource) => /\*(?!$)|(?<!log-group:\S*:)\*/.test(resource))).toEqual([]);
      }
  });

  it("have no managed policies, and only Lambda may take the role", () => {
    for (const { inputs } of functions.map(({ verb, region }) => roleOf(verb, region))) {
      expect(inputs.managedPolicyArns).toEqual([]);
      expect(parsed(inputs.assumeRolePolicy)).toMatchObject({
        Statement: [
          { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } },
        ],
      });
    }
  });
});
