import type { MockCallArgs } from "@pulumi/pulumi/runtime";
import { accountId } from "./state.ts";

/** Answers the data sources SST's components and stacks/ read. Throws on any other. */
export function answerCall({ token, inputs }: MockCallArgs, region: string): Record<string, unknown> {
  switch (token) {
    case "aws:index/getRegion:getRegion":
      return { id: region, region, name: region };
    case "aws:index/getPartition:getPartition":
      return { id: "aws", partition: "aws", dnsSuffix: "amazonaws.com" };
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { id: accountId, accountId };
    case "aws:iam/getPolicyDocument:getPolicyDocument": {
      const json = JSON.stringify({ Version: "2012-10-17", Statement: inputs.statements.map(statementOf) });
      return { ...inputs, id: "policy", json, minifiedJson: json };
    }
    default:
      throw new Error(`scripts/synth/calls.ts does not know the data source ${token}; add it there`);
  }
}

interface StatementInputs {
  effect?: string;
  actions: string[];
  resources?: string[];
  principals?: { type: string; identifiers: string[] }[];
  conditions?: { test: string; variable: string; values: string[] }[];
}

function statementOf({ effect = "Allow", actions, resources, principals, conditions }: StatementInputs) {
  return {
    Effect: effect,
    Action: actions,
    Resource: resources,
    ...(principals && { Principal: principalOf(principals) }),
    ...(conditions && {
      Condition: Object.fromEntries(
        conditions.map(({ test, variable, values }) => [test, { [variable]: values }]),
      ),
    }),
  };
}

/** The type `*` stands for everybody, alone. */
function principalOf(principals: NonNullable<StatementInputs["principals"]>) {
  if (principals.some(({ type }) => type === "*")) return "*";
  return Object.fromEntries(principals.map(({ type, identifiers }) => [type, identifiers]));
}
