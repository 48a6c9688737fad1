import { parse } from "@crisscross/core/edge/schema";
import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { Resource } from "sst";
import * as v from "valibot";
import { openResultClient } from "./aws/results/result-client.ts";
import { openTokenTable } from "./aws/results/token-table.ts";
import { nowMs } from "./calls/clock.ts";
import { readVariables, text } from "./edges/variables.ts";
import { type CallerContext, contextOf } from "./tokens/caller.ts";
import { findCaller } from "./tokens/find-caller.ts";
import { readTokenHashes } from "./tokens/secret-hashes.ts";

const Link = v.object({ value: v.string() });
const { value } = parse(Link, Reflect.get(Resource, "TokenHashes"), "link TokenHashes", "unavailable");
const variables = readVariables({ AWS_REGION: text, RESULTS_TABLE: text });
/** Within its timeout of 5 s (stacks/limits.ts) it asks twice at least. */
const client = openResultClient(variables.AWS_REGION, { connectMs: 1_000, requestMs: 2_000 });
const deps = {
  hashes: readTokenHashes(value),
  tokens: openTokenTable(client, variables.RESULTS_TABLE),
  nowMs,
};

/** API Gateway's simple authorizer response. */
interface Authorization {
  isAuthorized: boolean;
  context: CallerContext;
}

/** Decides who may call the API, by bearer token. The API itself looks at the scopes. Keeps nothing: API Gateway keeps the answer. */
export async function handler({ headers }: APIGatewayRequestAuthorizerEventV2): Promise<Authorization> {
  const caller = await findCaller(deps, headers?.authorization);
  return caller === undefined
    ? { isAuthorized: false, context: {} }
    : { isAuthorized: true, context: contextOf(caller) };
}
