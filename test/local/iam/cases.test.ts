import { readFileSync } from "node:fs";
import { decide } from "@crisscross/local/iam/evaluate";
import { type PolicyKind, parsePolicy } from "@crisscross/local/iam/policy";
import { describe, expect, it } from "vitest";
import { refusalOf } from "../../reports/register.ts";
import { roleArn, sessionArn } from "./generated-world.ts";

/** What a role's session that sends to the queue `jobs` is told, as AWS does; `refused` is what the error names. */
interface Case {
  name: string;
  /** What says so. */
  source: string;
  identity?: object[];
  queue?: object[];
  sourceArn?: string;
  right: "allowed" | "denied" | { refused: string };
}

const cases: Case[] = JSON.parse(readFileSync(new URL("./cases.json", import.meta.url), "utf8"));

function parse(statements: object[] | undefined, kind: PolicyKind) {
  if (statements === undefined) return [];
  return parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "the case", kind);
}

function judge({ identity, queue, sourceArn }: Case): "allowed" | "denied" {
  const { allowed } = decide(
    { identity: parse(identity, "identity"), resource: parse(queue, "resource") },
    {
      action: "sqs:SendMessage",
      resource: "arn:aws:sqs:us-east-1:000000000000:jobs",
      principals: [`AWS:${roleArn}`, `AWS:${sessionArn}`],
      context: {
        "aws:SecureTransport": "true",
        ...(sourceArn !== undefined && { "aws:SourceArn": sourceArn }),
      },
    },
  );
  return allowed ? "allowed" : "denied";
}

describe("the local IAM's answer to", () => {
  it.each(cases)("$name is $right", (one) => {
    expect(one.source).toMatch(/Guide/);
    if (typeof one.right === "string") expect(judge(one)).toBe(one.right);
    else expect(() => judge(one)).toThrow(new RegExp(`the case .*${one.right.refused}`));
  });

  it.each(["H62", "H63"])("%s is the register's", (number) => {
    const found = cases.find(({ name }) => name.startsWith(number));
    expect(() => found && judge(found)).toThrow(refusalOf(number));
  });

  it("a trust policy with a Resource is a refusal, and so is one without a Principal", () => {
    const trust = {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "lambda.amazonaws.com" },
    };
    expect(parse([trust], "trust")).toHaveLength(1);
    expect(() => parse([{ ...trust, Resource: "*" }], "trust")).toThrow(/a Resource .*trust policy/);
    expect(() => parse([{ ...trust, Principal: undefined }], "trust")).toThrow(/no Principal/);
  });

  it("a policy variable in a policy of 2008 is taken as it is written, as AWS does", () => {
    const Resource = "arn:aws:sqs:us-east-1:$" + "{aws:PrincipalAccount}:jobs";
    const Statement = [{ Effect: "Allow", Action: "*", Resource }];
    expect(parsePolicy(JSON.stringify({ Statement }), "the case", "identity")).toHaveLength(1);
  });
});
