import { parse } from "@crisscross/core/edge/schema";
import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { Resource } from "sst";
import * as v from "valibot";
import { principalOf, readTokenHashes } from "./http/check-token.ts";

const Link = v.object({ value: v.string() });
const { value } = parse(Link, Reflect.get(Resource, "TokenHashes"), "link TokenHashes", "unavailable");
const hashes = readTokenHashes(value);

/** API Gateway's simple authorizer response. */
interface Authorization {
  isAuthorized: boolean;
  context: { principal?: string };
}

/** Decides who may call the API, by bearer token. */
export async function handler({ headers }: APIGatewayRequestAuthorizerEventV2): Promise<Authorization> {
  const principal = principalOf(hashes, headers?.authorization);
  return principal === undefined
    ? { isAuthorized: false, context: {} }
    : { isAuthorized: true, context: { principal } };
}
