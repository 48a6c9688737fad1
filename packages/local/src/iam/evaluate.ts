import type { ConditionKey } from "../events/access.ts";
import { matches, matchesArn } from "./arn.ts";
import type { Condition, Statement } from "./policy.ts";
import { names } from "./principal.ts";

interface AccessRequest {
  action: string;
  resource: string;
  /** As in Statement.principals: an assumed role also goes by its role's ARN. */
  principals: string[];
  context: Partial<Record<ConditionKey, string>>;
}

interface Policies {
  identity: readonly Statement[];
  /** Policy of the resource itself (a queue's); a principal of the same account needs only one of the two to allow. */
  resource?: readonly Statement[];
}

type Decision = { allowed: true } | { allowed: false; because: string };

/** IAM's evaluation within one account: an explicit deny wins, then any allow, otherwise it is denied. */
export function decide(policies: Policies, request: AccessRequest): Decision {
  const identity = policies.identity.filter((statement) => applies(statement, request));
  const resource = (policies.resource ?? []).filter(
    (statement) =>
      applies(statement, request) && names(statement.effect, statement.principals ?? [], request.principals),
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
      statement.resources.some((pattern) => matchesArn(pattern, request.resource))) &&
    statement.conditions.every((condition) => holds(condition, request.context, statement.effect))
  );
}

function holds(
  { operator, key, values }: Condition,
  context: AccessRequest["context"],
  effect: Statement["effect"],
): boolean {
  const actual = context[key];
  if (actual === undefined) {
    // AWS lets it hold for a request without the key. Which those are is not known here, so none of them is allowed for it.
    if (operator === "ForAllValues:StringLike") return effect === "Deny";
    return operator === "StringNotEquals";
  }
  switch (operator) {
    case "StringEquals":
      return values.includes(actual);
    case "StringNotEquals":
      return !values.includes(actual);
    case "Bool":
      return values.some((value) => value.toLowerCase() === actual);
    case "ForAllValues:StringLike":
    case "StringLike":
      return values.some((pattern) => matches(pattern, actual));
    // The two are the same to AWS.
    case "ArnEquals":
    case "ArnLike":
      return values.some((pattern) => matchesArn(pattern, actual));
  }
}
