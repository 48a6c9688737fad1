import * as v from "valibot";
import { type ConditionKey, conditionKeys } from "../events/access.ts";
import { completeArn, isArn } from "./arn.ts";
import { readPrincipals } from "./principal.ts";

/** What a policy stands on: a principal, a resource of its own, or a role that is to be assumed. */
export type PolicyKind = "identity" | "resource" | "trust";

const Text = v.pipe(v.string(), v.nonEmpty("must not be empty"));
const Many = v.union(
  [Text, v.pipe(v.array(Text), v.nonEmpty("must not be empty"))],
  "must be a text, or a list of at least one",
);
/** IAM reads numbers and booleans without quotes as their text. */
const Value = v.pipe(v.union([v.string(), v.boolean(), v.number()]), v.transform(String));
const Values = v.union(
  [Value, v.pipe(v.array(Value), v.nonEmpty())],
  "must be a value, or a list of at least one",
);
const PolicyStatement = v.strictObject({
  Sid: v.optional(v.string()),
  Effect: v.picklist(["Allow", "Deny"]),
  Action: Many,
  Resource: v.optional(Many),
  Principal: v.optional(v.union([v.literal("*"), v.record(v.string(), Many)])),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), Values))),
});
type PolicyStatement = v.InferOutput<typeof PolicyStatement>;
const version = "2012-10-17";
const PolicyDocument = v.strictObject({
  Version: v.optional(v.picklist(["2008-10-17", version])),
  Id: v.optional(v.string()),
  Statement: v.union([v.array(v.unknown()), v.record(v.string(), v.unknown())]),
});

const conditionOperators = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "ArnEquals",
  "ArnLike",
  "Bool",
  "ForAllValues:StringLike",
] as const;
type ConditionOperator = (typeof conditionOperators)[number];

export interface Condition {
  operator: ConditionOperator;
  key: ConditionKey;
  values: string[];
}

export interface Statement {
  effect: "Allow" | "Deny";
  actions: string[];
  /** Empty where the policy is about what it stands on. */
  resources: string[];
  /** As readPrincipals writes them; absent in identity policies. */
  principals?: string[];
  conditions: Condition[];
}

/**
 * Reads an IAM policy document (JSON text). What AWS refuses, and what cannot be evaluated — NotAction, NotResource,
 * NotPrincipal, a policy variable, another condition operator or key — is an error naming `where`, never ignored:
 * ignoring it would allow or deny wrongly.
 */
export function parsePolicy(json: string, where: string, kind: PolicyKind): Statement[] {
  const refuse = (what: string) =>
    new Error(`The policy of ${where} cannot be evaluated locally: it has ${what}.`);
  const document = read(PolicyDocument, parseJson(json, where), where);
  return [document.Statement].flat().map((one) => {
    const statement = read(PolicyStatement, one, where);
    checkElements(statement, kind, refuse);
    if (document.Version === version) checkVariables(statement, refuse);
    return {
      effect: statement.Effect,
      actions: list(statement.Action),
      resources: list(statement.Resource ?? []).map((pattern) =>
        // A resource's own policy means an ARN it gives no wildcard as it stands.
        kind === "identity" || pattern.includes("*") ? completeArn(pattern) : pattern,
      ),
      ...(statement.Principal === undefined
        ? {}
        : { principals: readPrincipals(statement.Principal, refuse) }),
      conditions: readConditions(statement.Condition ?? {}, where, refuse),
    };
  });
}

function parseJson(json: string, where: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`The policy of ${where} is not JSON.`, { cause });
  }
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  where: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  // An element that is not known says more than that another one is missing for it.
  const issue = result.issues.find(({ expected }) => expected === "never") ?? result.issues[0];
  throw new Error(
    `The policy of ${where} cannot be evaluated locally at ${v.getDotPath(issue) ?? "its top"}: ${issue.message}.`,
  );
}

/** What AWS refuses: elements that a kind of policy must or must not have, and texts that mean nothing. */
function checkElements(statement: PolicyStatement, kind: PolicyKind, refuse: (what: string) => Error): void {
  const { Action, Resource, Principal } = statement;
  if (kind === "identity" && Principal !== undefined)
    throw refuse("a Principal in a statement of an identity policy, whose principal is who holds it");
  if (kind !== "identity" && Principal === undefined)
    throw refuse(`no Principal in a statement of a ${kind} policy`);
  if (kind === "identity" && Resource === undefined)
    throw refuse("no Resource in a statement of an identity policy");
  if (kind === "trust" && Resource !== undefined)
    throw refuse("a Resource in a statement of a trust policy, which is about its own role");
  for (const action of list(Action))
    if (!/^(\*|[\w-]+:[\w*?]+)$/.test(action))
      throw refuse(`the action ${action}; accepted are * and service:Action`);
  for (const resource of list(Resource ?? []))
    if (!isResource.test(resource))
      throw refuse(
        `the resource ${resource}; accepted are * and ARNs without wildcards in service and resource type`,
      );
}

/** Filled in by AWS; as plain text a Deny with one would hold for nothing. */
function checkVariables(
  { Resource = [], Condition = {} }: PolicyStatement,
  refuse: (what: string) => Error,
): void {
  const values = Object.values(Condition).flatMap((keys) => Object.values(keys).flat());
  for (const text of [...list(Resource), ...values]) {
    const variable = /\$\{[^}]*\}/.exec(text)?.[0];
    if (variable !== undefined) throw refuse(`the policy variable ${variable}; write what it stands for`);
  }
}

function readConditions(
  conditions: Record<string, Record<string, string | string[]>>,
  where: string,
  refuse: (what: string) => Error,
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
      const stray = list(values).find((value) => operator.startsWith("Arn") && !isArn(value));
      if (stray !== undefined)
        throw refuse(`${operator} on ${key} with ${stray}, which is no ARN of six parts`);
      return { operator, key, values: list(values) };
    }),
  );
}

/** Source: IAM User Guide, "Incorrect wildcard usage"; a resource's type ends at the first colon or slash. */
const isResource = /^(\*|arn:[^:]*:[^:*?]+((:[^:]*){0,2}|(:[^:]*){2}:(?![^:/]*[*?][^:/]*[:/]).*))$/s;

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
