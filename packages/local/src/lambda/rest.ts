import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { InvocationType, InvokeCall, InvokeResult } from "./contract.ts";

const route = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
const invocationTypes: readonly string[] = ["RequestResponse", "Event", "DryRun"];

const refusals = {
  throttled: { status: 429, type: "TooManyRequestsException" },
  recursive: { status: 400, type: "RecursiveInvocationException" },
  missing: { status: 404, type: "ResourceNotFoundException" },
  invalid: { status: 400, type: "InvalidRequestContentException" },
  tooLarge: { status: 413, type: "RequestEntityTooLargeException" },
};

/** `POST /2015-03-31/functions/{FunctionName}/invocations`: status, headers and bodies as AWS sends them. */
export async function answerInvoke(
  host: { invoke: (call: InvokeCall) => Promise<InvokeResult> },
  request: IncomingMessage,
  response: ServerResponse,
  body: Uint8Array,
  region: string,
): Promise<void> {
  const [path = "", query] = (request.url ?? "").split("?", 2);
  const named = route.exec(path)?.[1];
  if (request.method !== "POST" || named === undefined) {
    const message = `The local Lambda host only knows Invoke, not ${request.method} ${path}.`;
    return refuse(response, 404, "UnknownOperationException", { Message: message });
  }
  const type = header(request, "x-amz-invocation-type") ?? "RequestResponse";
  if (!invocationTypes.includes(type)) {
    const message = `Invocation type ${type} is none of ${invocationTypes.join(", ")}.`;
    return refuse(response, 400, "InvalidParameterValueException", { Type: "User", message });
  }
  const qualifier = new URLSearchParams(query).get("Qualifier");
  const traceId = header(request, "x-amzn-trace-id");
  const clientContext = header(request, "x-amz-client-context");
  try {
    const name = decodeURIComponent(named);
    const result = await host.invoke({
      region,
      functionName: qualifier === null ? name : `${name}:${qualifier}`,
      payload: body,
      invocationType: type as InvocationType,
      logTail: header(request, "x-amz-log-type") === "Tail",
      ...(traceId === undefined ? {} : { traceId }),
      ...(clientContext === undefined ? {} : { clientContext }),
    });
    write(response, result);
  } catch (error) {
    const Message = error instanceof Error ? error.message : String(error);
    refuse(response, 500, "ServiceException", { Type: "Service", Message });
  }
}

function write(response: ServerResponse, result: InvokeResult): void {
  if (result.kind === "accepted") {
    response.writeHead(result.status, { "x-amzn-requestid": result.requestId }).end();
  } else if (result.kind === "answer") {
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": result.payload.length,
      "x-amzn-requestid": result.requestId,
      "x-amz-executed-version": "$LATEST",
      ...(result.functionError === undefined ? {} : { "x-amz-function-error": result.functionError }),
      ...(result.logTail === undefined ? {} : { "x-amz-log-result": result.logTail }),
      ...(result.warmMs === undefined ? {} : { "server-timing": `execution;dur=${result.warmMs}` }),
    });
    response.end(result.payload);
  } else {
    const { status, type } = refusals[result.kind];
    const { message } = result;
    const body =
      result.kind === "throttled"
        ? { Reason: result.reason, Type: "User", message }
        : { Type: "User", Message: message };
    refuse(response, status, type, body);
  }
}

function refuse(response: ServerResponse, status: number, type: string, body: object): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "x-amzn-errortype": type,
    "x-amzn-requestid": randomUUID(),
  });
  response.end(json);
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
