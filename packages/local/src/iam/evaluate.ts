import type { Condition, ConditionKey, Statement } from "./policy.ts";

export interface AccessRequest {
  action: string;
  resource: string;
  /** As in Statement.principals: an assumed role also goes by its role's ARN. */
  principals: string[];
  context: Partial<Record<ConditionKey, string>>;
}

export interface Policies {
  identity: readonly Statement[];
  /** Policy of the resource itself (a queue's); a principal of the same account needs only one of the two to allow. */
  resource?: readonly Statement[];
}

export type Decision = { allowed: true } | { allowed: false; because: string };

/** IAM's evaluation within one account: an explicit deny wins, then any allow, otherwise it is denied. */
export function decide(policies: Policies, request: AccessRequest): Decision {
  const identity = policies.identity.filter((statement) => applies(statement, request));
  const resource = (policies.resource ?? []).filter(
    (statement) => applies(statement, request) && names(statement, request.principals),
  );
  const denies = (statement: Statement) => statement.effect === "Deny";
  if (identity.some(denies))
    return { allowed: false, because: "with an explicit deny in an identity-based policy" };
  if (resource.some(denies))
    return { allowed: false, because: "with an explicit deny in a resource-based policy" };
  if (identity.length > 0 || resource.length > 0) return { allowed: true };
  return {
    allowed: false,
    because: `because no identity-based policy allows the ${request.action} action`,
  };
}

/** Whether a resource's own policy alone lets this principal act (an AWS service has no identity policy). */
export function permits(resource: readonly Statement[], request: AccessRequest): boolean {
  return decide({ identity: [], resource }, request).allowed;
}

function applies(statement: Statement, request: AccessRequest): boolean {
  const action = request.action.toLowerCase();
  return (
    statement.actions.some((pattern) => matches(pattern.toLowerCase(), action)) &&
    (statement.resources.length === 0 ||
      statement.resources.some((pattern) => matches(pattern, request.resource))) &&
    statement.conditions.every((condition) => holds(condition, request.context))
  );
}

function names(statement: Statement, principals: readonly string[]): boolean {
  return (statement.principals ?? []).some(
    (principal) => principal === "*" || principals.includes(principal),
  );
}

function holds({ operator, key, values }: Condition, context: AccessRequest["context"]): boolean {
  const actual = context[key];
  if (actual === undefined) return operator === "StringNotEquals";
  switch (operator) {
    case "StringEquals":
      return values.includes(actual);
    case "StringNotEquals":
      return !values.includes(actual);
    case "Bool":
      return values.some((value) => value.toLowerCase() === actual);
    case "StringLike":
    case "ArnEquals":
    case "ArnLike":
      return values.some((pattern) => matches(pattern, actual));
  }
}

const patterns = new Map<string, RegExp>();

/** IAM's wildcards: `*` any run of characters, `?` any one. */
export function matches(pattern: string, text: string): boolean {
  if (pattern === "*" || pattern === text) return true;
  let regex = patterns.get(pattern);
  if (regex === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    regex = new RegExp(`^${source}$`, "s");
    patterns.set(pattern, regex);
  }
  return regex.test(text);
}
