import { matches } from "@crisscross/local/iam/arn";
import { findDenial } from "@crisscross/local/iam/authority";
import { decide, permits } from "@crisscross/local/iam/evaluate";
import { type PolicyKind, parsePolicy } from "@crisscross/local/iam/policy";
import { checkResource } from "@crisscross/local/provision/kinds";
import { describe, expect, it } from "vitest";
import { role, roleArn } from "../fixtures/graph.ts";

const request = {
  action: "sqs:SendMessage",
  resource: "arn:aws:sqs:us-east-1:000000000000:jobs",
  principals: ["AWS:arn:aws:iam::000000000000:role/r"],
  context: { "aws:SecureTransport": "true", "aws:SourceArn": "arn:aws:sns:us-east-1:000000000000:probes" },
};

const parse = (...statements: object[]) => parseAs("identity", ...statements);

function parseAs(kind: PolicyKind, ...statements: object[]) {
  return parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "the test", kind);
}

describe("evaluating identity policies", () => {
  const allow = { Effect: "Allow", Action: "sqs:SendMessage", Resource: request.resource };
  it.each([
    ["the exact action and resource", [allow], true],
    ["an action in another case", [{ ...allow, Action: ["SQS:sendmessage"] }], true],
    ["an action with a wildcard", [{ ...allow, Action: "sqs:Send*" }], true],
    ["a resource with a wildcard", [{ ...allow, Resource: "arn:aws:sqs:*:000000000000:job?" }], true],
    ["another action", [{ ...allow, Action: "sqs:ReceiveMessage" }], false],
    ["another resource", [{ ...allow, Resource: `${request.resource}-dead` }], false],
    ["no statement", [], false],
    ["a deny beside it", [allow, { Effect: "Deny", Action: "sqs:*", Resource: "*" }], false],
    ["a condition that holds", [{ ...allow, Condition: { Bool: { "aws:SecureTransport": "true" } } }], true],
    [
      "a condition that fails",
      [{ ...allow, Condition: { Bool: { "aws:SecureTransport": "false" } } }],
      false,
    ],
  ] as const)("with %s", (_, statements, allowed) => {
    expect(decide({ identity: parse(...statements) }, request).allowed).toBe(allowed);
  });

  it("says which kind of policy is missing or denies", () => {
    expect(decide({ identity: [] }, request)).toEqual({
      allowed: false,
      because: "because no identity-based policy allows the sqs:SendMessage action",
    });
    const identity = parse(allow, { Effect: "Deny", Action: "*", Resource: "*" });
    expect(decide({ identity }, request)).toEqual({
      allowed: false,
      because: "with an explicit deny in an identity-based policy",
    });
  });
});

describe("evaluating resource policies", () => {
  const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: request.resource };

  it("grants to a principal it names without any identity policy", () => {
    const resource = parseAs("resource", { ...statement, Principal: { AWS: roleArn("r") } });
    expect(decide({ identity: [], resource }, request).allowed).toBe(true);
    expect(decide({ identity: [], resource }, { ...request, principals: ["AWS:x"] }).allowed).toBe(false);
  });

  it.each([
    ["ArnEquals", "arn:aws:sns:us-east-1:000000000000:probes", true],
    ["ArnLike", "arn:aws:sns:*:000000000000:probes", true],
    ["StringEquals", "arn:aws:sns:us-east-1:000000000000:probes", true],
    ["ArnEquals", "arn:aws:sns:us-east-1:000000000000:others", false],
    ["StringNotEquals", "arn:aws:sns:us-east-1:000000000000:probes", false],
  ])("holds %s on the source to %s: %s", (operator, value, allowed) => {
    const policy = parseAs("resource", {
      ...statement,
      Principal: { Service: "sns.amazonaws.com" },
      Condition: { [operator]: { "AWS:SourceArn": value } },
    });
    expect(permits(policy, { ...request, principals: ["Service:sns.amazonaws.com"] })).toBe(allowed);
  });
});

describe("a function's role", () => {
  const allow = {
    Effect: "Allow",
    Action: "cloudwatch:PutMetricData",
    Resource: "*",
    Condition: { StringEquals: { "cloudwatch:namespace": "Crisscross/test" } },
  };
  const arn = roleArn("f");
  const authority = {
    roles: new Map([[arn, { arn, trust: [], statements: parse(allow) }]]),
    resourcePolicies: new Map(),
    partitionKeys: new Map(),
  };
  const functionArn = "arn:aws:lambda:eu-west-2:000000000000:function:f";
  const caller = { roleArn: arn, functionArn, region: "eu-west-2", environmentId: "e" };

  it.each([
    ["Crisscross/test", undefined],
    ["Other", { action: "cloudwatch:PutMetricData", resource: "*" }],
  ])("is held to the namespace %s that a call names", (namespace, denial) => {
    const context = { "cloudwatch:namespace": namespace };
    const found = findDenial(authority, caller, {
      action: "cloudwatch:PutMetricData",
      resource: "*",
      context,
    });
    if (denial === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(denial);
  });
});

describe("a role that may have items of some partitions only", () => {
  const table = "arn:aws:dynamodb:eu-west-2:000000000000:table/t";
  const inPartitions = { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["tokens", "key#*"] } };
  const statement = { Effect: "Allow", Action: "dynamodb:GetItem", Resource: table, Condition: inPartitions };
  const arn = roleArn("f");
  const caller = {
    ...{ roleArn: arn, region: "eu-west-2", environmentId: "e" },
    functionArn: "arn:aws:lambda:eu-west-2:000000000000:function:f",
  };
  const told: unknown[] = [];
  const authority = (statements: object[]) => ({
    roles: new Map([[arn, { arn, trust: [], statements: parse(...statements) }]]),
    resourcePolicies: new Map(),
    partitionKeys: new Map([[table, "pk"]]),
    onAllowed: (_role: string, access: unknown) => told.push(access),
  });
  const may = (itemKeys: Record<string, string> | undefined, ...statements: object[]): boolean => {
    const access = { action: "dynamodb:GetItem", resource: table, ...(itemKeys && { itemKeys }) };
    return findDenial(authority(statements), caller, access) === undefined;
  };

  it.each([
    ["one of them", { pk: "tokens", sk: "a" }, true],
    ["one that a pattern means", { pk: "key#a", sk: "a" }, true],
    ["another one", { pk: "job#a", sk: "tokens" }, false],
    ["one whose key only begins so", { pk: "tokens2", sk: "a" }, false],
    ["a key of another attribute", { sk: "tokens" }, false],
    ["what is not one item, as a query or a scan", undefined, false],
  ])("asks for %s", (_, itemKeys, allowed) => {
    expect(may(itemKeys, statement)).toBe(allowed);
  });

  it("is denied also what a Deny may mean, where it is not known which items are meant", () => {
    const all = { ...statement, Condition: {} };
    expect(may(undefined, all)).toBe(true);
    expect(may(undefined, all, { ...statement, Effect: "Deny" })).toBe(false);
  });

  it("is told of with the partition only where a statement asks for it", () => {
    told.splice(0);
    may({ pk: "tokens", sk: "a" }, statement);
    may({ pk: "tokens", sk: "a" }, { ...statement, Condition: {} });
    const access = { action: "dynamodb:GetItem", resource: table };
    expect(told).toEqual([{ ...access, context: { "dynamodb:LeadingKeys": "tokens" } }, access]);
  });
});

describe("policies that cannot be evaluated", () => {
  it.each([
    ["an unknown condition key", { Condition: { StringEquals: { "aws:PrincipalTag/team": "x" } } }],
    ["an unknown condition operator", { Condition: { NumericLessThan: { "aws:SourceArn": "1" } } }],
    ["NotAction", { NotAction: "sqs:*" }],
    ["NotResource", { NotResource: "*" }],
  ])("are refused for %s", (_, extra) => {
    expect(() => parse({ Effect: "Allow", Action: "*", Resource: "*", ...extra })).toThrow(/the test/);
  });

  it("are refused when a role has a managed policy, whose statements are not known", () => {
    const admin = role("r", []);
    admin.inputs.managedPolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"];
    expect(() => checkResource(admin)).toThrow(/managedPolicyArns to .*AdministratorAccess/);
    admin.inputs.managedPolicyArns = [];
    expect(() => checkResource(admin)).not.toThrow();
  });

  it.each([
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  ])("are refused when they stand in a resource %s", (type) => {
    expect(() => checkResource({ ...role("r", []), type })).toThrow(type);
  });
});

describe("wildcards", () => {
  it("take other special characters literally", () => {
    expect(matches("a.b*", "a.b/c")).toBe(true);
    expect(matches("a.b*", "aXb")).toBe(false);
    expect(matches("a?", "ab")).toBe(true);
    expect(matches("a?", "abc")).toBe(false);
  });
});
