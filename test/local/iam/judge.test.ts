import { runSimulation } from "@cloud-copilot/iam-simulate";
import { decide } from "@crisscross/local/iam/evaluate";
import { type PolicyKind, parsePolicy } from "@crisscross/local/iam/policy";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Case, cases } from "./generated-policies.ts";
import { account, roleArn, serviceName, sessionArn } from "./generated-world.ts";

const seed = 20261130;
const runs = 1_500;

/** What the local IAM says: whether it is allowed, and whether a Deny forbids it. */
function judgeLocally({ identity, resource, asks }: Case): string {
  const parse = (document: object, kind: PolicyKind) =>
    parsePolicy(JSON.stringify(document), "a generated case", kind);
  const decision = decide(
    {
      identity: identity.flatMap((one) => parse(one, "identity")),
      ...(resource && { resource: parse(resource, asks.action === "sts:AssumeRole" ? "trust" : "resource") }),
    },
    {
      ...asks,
      principals:
        asks.by === "service" ? [`Service:${serviceName}`] : [`AWS:${roleArn}`, `AWS:${sessionArn}`],
    },
  );
  if (decision.allowed) return "Allowed";
  return decision.because.includes("explicit deny") ? "ExplicitlyDenied" : "ImplicitlyDenied";
}

async function judgeIndependently({ identity, resource, asks }: Case): Promise<string> {
  const verdict = await runSimulation(
    {
      request: {
        principal: asks.by === "service" ? serviceName : sessionArn,
        action: asks.action,
        resource: { resource: asks.resource, accountId: account },
        contextVariables: asks.context,
      },
      identityPolicies: identity.map((policy, index) => ({ name: `identity ${index}`, policy })),
      ...(resource && { resourcePolicy: resource }),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (verdict.resultType === "error") throw new Error(`no verdict: ${JSON.stringify(verdict)}`);
  return verdict.overallResult;
}

describe("the local IAM", () => {
  it(`decides ${runs} generated cases as an independent simulator does`, async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const verdict = await judgeIndependently(one);
        seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
        expect(judgeLocally(one)).toBe(verdict);
      }),
      { seed, numRuns: runs },
    );
    // Cases that all end the same way would show nothing.
    for (const verdict of ["Allowed", "ExplicitlyDenied", "ImplicitlyDenied"])
      expect(seen.get(verdict), verdict).toBeGreaterThan(runs / 10);
  });
});
