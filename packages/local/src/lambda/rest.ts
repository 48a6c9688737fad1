import type { Reply, ServiceCall } from "../service/call.ts";
import { type ErrorName, Refusal } from "../service/refusal.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import type { Caller, InvocationType, InvokeCall, InvokeResult } from "./contract.ts";

const invocationTypes: readonly string[] = ["RequestResponse", "Event", "DryRun"];
const more = { Type: "User" };
const tooMany = { status: 429, code: "TooManyRequestsException", more };
const refusals: Readonly<Record<Exclude<InvokeResult["kind"], "answer" | "accepted">, ErrorName>> = {
  throttled: tooMany,
  busy: tooMany,
  abandoned: tooMany,
  recursive: { status: 400, code: "RecursiveInvocationException", more },
  missing: { status: 404, code: "ResourceNotFoundException", more },
  misdirected: { status: 400, code: "InvalidParameterValueException", more },
  invalid: { status: 400, code: "InvalidRequestContentException", more },
  tooLarge: { status: 413, code: "RequestEntityTooLargeException", more },
};

/** Invoke: status, headers and bodies as AWS sends them. Throws Refusal. */
export async function answerInvoke(
  invoke: (call: InvokeCall) => Promise<InvokeResult>,
  { input, region, call: { headers, body, signal } }: Pick<ServiceRequest, "input" | "region" | "call">,
  caller: Caller,
): Promise<Reply> {
  const type = header(headers, "x-amz-invocation-type") ?? "RequestResponse";
  if (!invocationTypes.includes(type)) {
    const message = `Invocation type ${type} is none of ${invocationTypes.join(", ")}.`;
    throw new Refusal(refusals.misdirected, message);
  }
  const traceId = header(headers, "x-amzn-trace-id");
  const clientContext = header(headers, "x-amz-client-context");
  const tenantId = header(headers, "x-amz-tenant-id");
  const call: InvokeCall = {
    region,
    functionName: String(input.FunctionName),
    payload: body,
    caller,
    ...(signal && { signal }),
    invocationType: type as InvocationType,
    logTail: header(headers, "x-amz-log-type") === "Tail",
    ...(traceId !== undefined && { traceId }),
    ...(clientContext !== undefined && { clientContext }),
    ...(tenantId !== undefined && { tenantId }),
  };
  return write(await invoke(call).catch(refuseFailed));
}

function refuseFailed(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  throw new Refusal({ status: 500, code: "ServiceException", more: { Type: "Service" } }, message);
}

function write(result: InvokeResult): Reply {
  if (result.kind === "accepted") {
    const { status, requestId } = result;
    return { status, headers: { "x-amzn-requestid": requestId }, body: Buffer.of() };
  }
  if (result.kind === "answer") {
    const { requestId, functionError, logTail, warmMs, endedUs, payload } = result;
    return {
      status: 200,
      headers: {
        "content-type": "application/json",
        "x-amzn-requestid": requestId,
        "x-amz-executed-version": "$LATEST",
        ...(functionError !== undefined && { "x-amz-function-error": functionError }),
        ...(logTail !== undefined && { "x-amz-log-result": logTail }),
      },
      body: payload,
      ...(warmMs !== undefined && { serviceMs: warmMs }),
      ...(endedUs !== undefined && { endedUs }),
    };
  }
  const name = refusals[result.kind];
  const reason = result.kind === "throttled" && result.reason ? { Reason: result.reason } : {};
  throw new Refusal({ ...name, more: { ...more, ...reason } }, result.message);
}

function header(headers: ServiceCall["headers"], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
