import type { Resource, ResourceGraph } from "../graph.ts";
import { types } from "./rule-form.ts";

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export const listOf = (value: string | readonly string[] = []): readonly string[] => [value].flat();

/** A policy's statements, given as JSON or already read: Pulumi passes both. */
export function statementsOf(policy: unknown): readonly Statement[] {
  const { Statement } = (typeof policy === "string" ? JSON.parse(policy) : policy) as {
    Statement: Statement[];
  };
  return Statement;
}

export function identityStatements({ inputs }: Resource): readonly Statement[] {
  const policies = (inputs.inlinePolicies ?? []) as { policy: string }[];
  return policies.flatMap(({ policy }) => statementsOf(policy));
}

export const allows = ({ inputs }: Resource): readonly Statement[] =>
  statementsOf(inputs.policy).filter(({ Effect }) => Effect === "Allow");

/** Whether a statement denies everybody these actions without TLS. */
export function deniesPlain({ Effect, Action, Principal, Condition }: Statement, action: string): boolean {
  const secure = listOf(Condition?.Bool?.["aws:SecureTransport"]);
  return (
    Effect === "Deny" && Principal === "*" && listOf(Action).includes(action) && secure.includes("false")
  );
}

/** The policy that stands on a queue or topic. */
export function policyOf(resource: Resource, graph: ResourceGraph): readonly Statement[] {
  const found = graph.resources.filter(
    ({ type, inputs }) =>
      (type === types.queuePolicy && inputs.queueUrl === resource.id) ||
      (type === types.topicPolicy && inputs.arn === resource.arn),
  );
  return found.flatMap(({ inputs }) => statementsOf(inputs.policy));
}
