import { readInvoke } from "../lambda/read-invoke.ts";
import { type Authorization, printAuthorization } from "../service/authorization.ts";
import type { Call } from "../service/call.ts";
import { readForm } from "../service/read-form.ts";
import { type JsonProtocol, readJson } from "../service/read-json.ts";
import {
  type Place,
  type ReadRequest,
  RequestError,
  type ServiceRequest,
} from "../service/service-request.ts";

const json = (target: string, version: JsonProtocol["version"]) => (call: Call, place: Place) =>
  readJson(call, { target, version }, place);

/** How each service is spoken to here; AWS knows further protocols for some. */
const readers: Readonly<Record<string, (call: Call, place: Place) => ReadRequest>> = {
  sqs: json("AmazonSQS", "1.0"),
  dynamodb: json("DynamoDB_20120810", "1.0"),
  monitoring: json("GraniteServiceVersion20100801", "1.0"),
  logs: json("Logs_20140328", "1.1"),
  sns: readForm,
  lambda: readInvoke,
};

/**
 * Reads a request of the service it is signed for. Whatever could be read in two ways (another service's target, parameters
 * in the address, a field given twice, a queue of another region) is refused. Throws RequestError.
 */
export function readRequest(call: Call, authorization: Authorization, accountId: string): ServiceRequest {
  const { service, region } = authorization;
  const read = Object.hasOwn(readers, service) ? readers[service] : undefined;
  if (read === undefined) {
    const known = Object.keys(readers).join(", ");
    throw new RequestError("unsupported", `The local cloud has no service ${service}; it has ${known}.`);
  }
  const { operation, input, path, headers: own, body } = read(call, { service, region, accountId });
  const traceId = call.headers["x-amzn-trace-id"];
  const headers: Call["headers"] = {
    host: call.headers.host,
    authorization: printAuthorization(authorization),
    "x-amz-date": String(call.headers["x-amz-date"]),
    ...(traceId === undefined ? {} : { "x-amzn-trace-id": traceId }),
    "content-length": String(body.length),
    ...own,
  };
  const signal = call.signal && { signal: call.signal };
  return { service, region, operation, input, call: { method: "POST", path, headers, body, ...signal } };
}
