import type { ServiceCall } from "../service/call.ts";
import { Refusal } from "../service/refusal.ts";
import type { Place, ReadRequest } from "../service/service-request.ts";
import { parseFunctionName } from "./function-name.ts";

const route = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?(.*))?$/;
const kept = ["x-amz-invocation-type", "x-amz-log-type", "x-amz-client-context", "x-amz-tenant-id"];

/**
 * Reads the one request of Lambda's REST protocol that there is here, Invoke; the body is the function's. `input` has the
 * FunctionName as given, and Name, the function it is of this region and account, if any. Throws Refusal.
 */
export function readInvoke({ method, path, headers, body }: ServiceCall, place: Place): ReadRequest {
  const [, named, query = ""] = route.exec(path) ?? [];
  const isAlone = headers["x-amz-target"] === undefined && headers["content-encoding"] === undefined;
  const parameters = [...new URLSearchParams(query)];
  const isQualified =
    parameters.length === 0 || (parameters.length === 1 && parameters[0]?.[0] === "Qualifier");
  if (method !== "POST" || named === undefined || !isAlone || !isQualified) {
    const message = `The local Lambda knows Invoke and what its GETs describe (docs/local-cloud.md), not ${method} ${path}.`;
    throw new Refusal("unsupported", message);
  }
  const qualifier = parameters[0]?.[1];
  const given = decode(named);
  const FunctionName = qualifier === undefined ? given : `${given}:${qualifier}`;
  const name = parseFunctionName(FunctionName, place.region);
  const own: Record<string, string> = {};
  for (const header of kept) if (headers[header] !== undefined) own[header] = String(headers[header]);
  return {
    operation: "Invoke",
    input: { FunctionName, ...(name === undefined ? {} : { Name: name }) },
    path: `/2015-03-31/functions/${encodeURIComponent(FunctionName)}/invocations`,
    headers: own,
    body,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal("malformed", `The function name ${text} is not percent-encoded as UTF-8.`);
  }
}
