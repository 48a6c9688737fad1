import * as v from "valibot";

const Many = v.union([v.string(), v.array(v.string())]);
const PolicyStatement = v.strictObject({
  Sid: v.optional(v.string()),
  Effect: v.picklist(["Allow", "Deny"]),
  Action: Many,
  Resource: v.optional(Many),
  Principal: v.optional(v.union([v.literal("*"), v.record(v.string(), Many)])),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), Many))),
});
const PolicyDocument = v.object({
  Statement: v.union([PolicyStatement, v.array(PolicyStatement)]),
});

export const conditionKeys = [
  "aws:SourceArn",
  "aws:SourceAccount",
  "aws:SecureTransport",
  "cloudwatch:namespace",
] as const;
export type ConditionKey = (typeof conditionKeys)[number];
export const conditionOperators = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "ArnEquals",
  "ArnLike",
  "Bool",
] as const;
export type ConditionOperator = (typeof conditionOperators)[number];

export interface Condition {
  operator: ConditionOperator;
  key: ConditionKey;
  values: string[];
}

export interface Statement {
  effect: "Allow" | "Deny";
  actions: string[];
  /** Empty in a trust policy, which is about the role it stands on. */
  resources: string[];
  /** Principals as "Service:sns.amazonaws.com", "AWS:arn…" or "*"; absent in identity policies. */
  principals?: string[];
  conditions: Condition[];
}

/**
 * Reads an IAM policy document (JSON text). What it cannot evaluate — NotAction, NotResource, NotPrincipal, another
 * condition operator or key — is an error naming `where`, never ignored: ignoring it would allow or deny wrongly.
 */
export function parsePolicy(json: string, where: string): Statement[] {
  const result = v.safeParse(PolicyDocument, parseJson(json, where));
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(
      `The policy of ${where} cannot be evaluated locally at ${v.getDotPath(issue) ?? "its top"}: ${issue.message}.`,
    );
  }
  return list(result.output.Statement).map((statement) => ({
    effect: statement.Effect,
    actions: list(statement.Action),
    resources: list(statement.Resource ?? []),
    ...(statement.Principal === undefined ? {} : { principals: readPrincipals(statement.Principal) }),
    conditions: readConditions(statement.Condition ?? {}, where),
  }));
}

function parseJson(json: string, where: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`The policy of ${where} is not JSON.`, { cause });
  }
}

function readPrincipals(principal: "*" | Record<string, string | string[]>): string[] {
  if (principal === "*") return ["*"];
  return Object.entries(principal).flatMap(([kind, names]) =>
    list(names).map((name) => (name === "*" ? "*" : `${kind}:${name}`)),
  );
}

function readConditions(
  conditions: Record<string, Record<string, string | string[]>>,
  where: string,
): Condition[] {
  return Object.entries(conditions).flatMap(([operatorName, keys]) =>
    Object.entries(keys).map(([keyName, values]) => {
      const operator = conditionOperators.find((known) => known === operatorName);
      const key = conditionKeys.find((known) => known.toLowerCase() === keyName.toLowerCase());
      if (operator === undefined || key === undefined) {
        throw new Error(
          `The policy of ${where} has the condition ${operatorName} on ${keyName}, which the local cloud cannot evaluate; ` +
            `it knows ${conditionOperators.join(", ")} on ${conditionKeys.join(", ")}.`,
        );
      }
      return { operator, key, values: list(values) };
    }),
  );
}

function list<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}
