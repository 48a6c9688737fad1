import { type Reply, type ServiceCall, withBody } from "./call.ts";
import { Refusal } from "./refusal.ts";

/** What a request is, as its one reader has found: permissions and services both go by it. */
export interface ServiceRequest {
  service: string;
  region: string;
  /** "SendMessage" */
  operation: string;
  /** What the operation is given: a JSON object, the fields of a form, or what a path names. */
  input: Readonly<Record<string, unknown>>;
  /** The request written anew from the above: a service sees nothing else of what was sent. */
  call: ServiceCall;
  /** Writes the service's answer, where the caller speaks another protocol than the service. */
  write?: (reply: Reply) => Reply;
}

/** What one protocol's reader found, and the parts of the call that are the protocol's own. */
export interface ReadRequest {
  operation: string;
  input: Readonly<Record<string, unknown>>;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  write?: (reply: Reply) => Reply;
}

/** Where a request goes by its signature. */
export interface Place {
  service: string;
  region: string;
  accountId: string;
}

/** A request of AWS's JSON protocol with another input, and perhaps for another operation of its service. */
export function withInput(
  { call, ...request }: ServiceRequest,
  input: ServiceRequest["input"],
  operation = request.operation,
): ServiceRequest {
  const headers = {
    ...call.headers,
    "x-amz-target": String(call.headers["x-amz-target"]).replace(/[^.]*$/, operation),
  };
  return { ...request, operation, input, call: withBody({ ...call, headers }, JSON.stringify(input)) };
}

/** Throws Refusal: what a service is called by, and what came instead. */
export function refuseForm(
  { service }: Place,
  expected: string,
  { method, path, headers }: ServiceCall,
): never {
  const told = ["content-type", "content-encoding", "x-amz-target"].flatMap((name) =>
    headers[name] === undefined ? [] : [`${name} ${headers[name]}`],
  );
  const came = [`${method} ${path}`, ...told].join(", ");
  throw new Refusal("malformed", `${service} is called here by ${expected}; this is ${came}.`);
}

/** The media type of the body, without parameters; empty when none is given. */
export function readMediaType({ headers }: Pick<ServiceCall, "headers">): string {
  return (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}
