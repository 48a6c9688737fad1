import { randomUUID } from "node:crypto";
import type { Call, Reply } from "../service/call.ts";
import type { Caller, InvocationType, InvokeCall, InvokeResult } from "./contract.ts";

const route = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;
const invocationTypes: readonly string[] = ["RequestResponse", "Event", "DryRun"];

const refusals = {
  throttled: { status: 429, type: "TooManyRequestsException" },
  busy: { status: 429, type: "TooManyRequestsException" },
  abandoned: { status: 429, type: "TooManyRequestsException" },
  recursive: { status: 400, type: "RecursiveInvocationException" },
  missing: { status: 404, type: "ResourceNotFoundException" },
  invalid: { status: 400, type: "InvalidRequestContentException" },
  tooLarge: { status: 413, type: "RequestEntityTooLargeException" },
};

/** `POST /2015-03-31/functions/{FunctionName}/invocations`: status, headers and bodies as AWS sends them. */
export async function answerInvoke(
  invoke: (call: InvokeCall) => Promise<InvokeResult>,
  { method, path: target, headers, body, signal }: Call,
  region: string,
  caller: Caller,
): Promise<Reply> {
  const [path = "", query] = target.split("?", 2);
  const named = route.exec(path)?.[1];
  if (method !== "POST" || named === undefined) {
    const message = `The local Lambda knows Invoke and what its GETs describe (docs/local-cloud.md), not ${method} ${path}.`;
    return refuse(404, "UnknownOperationException", { Message: message });
  }
  const type = header(headers, "x-amz-invocation-type") ?? "RequestResponse";
  if (!invocationTypes.includes(type)) {
    const message = `Invocation type ${type} is none of ${invocationTypes.join(", ")}.`;
    return refuse(400, "InvalidParameterValueException", { Type: "User", message });
  }
  const qualifier = new URLSearchParams(query).get("Qualifier");
  const traceId = header(headers, "x-amzn-trace-id");
  const clientContext = header(headers, "x-amz-client-context");
  try {
    const name = decodeURIComponent(named);
    const result = await invoke({
      region,
      functionName: qualifier === null ? name : `${name}:${qualifier}`,
      payload: body,
      caller,
      ...(signal === undefined ? {} : { signal }),
      invocationType: type as InvocationType,
      logTail: header(headers, "x-amz-log-type") === "Tail",
      ...(traceId === undefined ? {} : { traceId }),
      ...(clientContext === undefined ? {} : { clientContext }),
    });
    return write(result);
  } catch (error) {
    const Message = error instanceof Error ? error.message : String(error);
    return refuse(500, "ServiceException", { Type: "Service", Message });
  }
}

function write(result: InvokeResult): Reply {
  if (result.kind === "accepted") {
    const { status, requestId } = result;
    return { status, headers: { "x-amzn-requestid": requestId }, body: Buffer.of() };
  }
  if (result.kind === "answer") {
    return {
      status: 200,
      headers: {
        "content-type": "application/json",
        "x-amzn-requestid": result.requestId,
        "x-amz-executed-version": "$LATEST",
        ...(result.functionError === undefined ? {} : { "x-amz-function-error": result.functionError }),
        ...(result.logTail === undefined ? {} : { "x-amz-log-result": result.logTail }),
      },
      body: result.payload,
      ...(result.warmMs === undefined ? {} : { serviceMs: result.warmMs }),
    };
  }
  const { status, type } = refusals[result.kind];
  const { message } = result;
  const body =
    result.kind === "throttled"
      ? { Reason: result.reason, Type: "User", message }
      : { Type: "User", Message: message };
  return refuse(status, type, body);
}

function refuse(status: number, type: string, body: object): Reply {
  const headers = {
    "content-type": "application/json",
    "x-amzn-errortype": type,
    "x-amzn-requestid": randomUUID(),
  };
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}

function header(headers: Call["headers"], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
