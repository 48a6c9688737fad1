import { type Authorization, printAuthorization } from "../service/authorization.ts";
import type { ServiceCall } from "../service/call.ts";
import { Refusal } from "../service/refusal.ts";
import type { Protocol } from "../service/service.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import { checkOwnPlace } from "./own-place.ts";

/**
 * Reads a request of the service it is signed for. Whatever could be read in two ways (another service's target, parameters
 * in the address, a field given twice), or names a resource of another region or account, is refused. Throws Refusal.
 */
export function readRequest(
  services: readonly Protocol[],
  call: ServiceCall,
  authorization: Authorization,
  accountId: string,
): ServiceRequest {
  const { service, region } = authorization;
  const protocol = services.find(({ name }) => name === service);
  if (protocol === undefined) {
    const known = services.map(({ name }) => name).join(", ");
    throw new Refusal("unsupported", `The local cloud has no service ${service}; it has ${known}.`);
  }
  const place = { service, region, accountId };
  const read = protocol.read(call, place);
  const { operation, input, path, headers: own, body, write } = read;
  checkOwnPlace(input, place, protocol.names);
  const traceId = call.headers["x-amzn-trace-id"];
  const headers: ServiceCall["headers"] = {
    host: call.headers.host,
    authorization: printAuthorization(authorization),
    "x-amz-date": String(call.headers["x-amz-date"]),
    ...(traceId === undefined ? {} : { "x-amzn-trace-id": traceId }),
    "content-length": String(body.length),
    ...own,
  };
  const signal = call.signal && { signal: call.signal };
  return {
    ...{ service, region, operation, input },
    call: { method: "POST", path, headers, body, ...signal },
    ...(write && { write }),
  };
}
