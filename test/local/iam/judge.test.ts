import { runSimulation } from "@cloud-copilot/iam-simulate";
import { decide } from "@crisscross/local/iam/evaluate";
import { parsePolicy } from "@crisscross/local/iam/policy";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { account, type Case, cases, roleArn, serviceName, sessionArn } from "./generated-policies.ts";

const seed = 20261130;
const runs = 600;
const document = (statements: object[]) => ({ Version: "2012-10-17", Statement: statements });

/** What the local IAM says: whether it is allowed, and whether a Deny forbids it. */
function judgeLocally({ identity, resource, asks }: Case): string {
  const parse = (statements: object[], kind: "identity" | "resource") =>
    parsePolicy(JSON.stringify(document(statements)), "a generated case", kind);
  const decision = decide(
    {
      identity: identity.length === 0 ? [] : parse(identity, "identity"),
      ...(resource && { resource: parse(resource, "resource") }),
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
      identityPolicies: identity.length === 0 ? [] : [{ name: "identity", policy: document(identity) }],
      ...(resource && { resourcePolicy: document(resource) }),
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
