import type { InvocationType, InvokeResult } from "./contract.ts";
import { eventLimitBytes, requestLimitBytes } from "./report.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Refuses a payload that is too large for its invocation type or is not JSON. */
export function checkPayload(payload: Uint8Array, type: InvocationType): InvokeResult | undefined {
  const limitBytes = type === "Event" ? eventLimitBytes : requestLimitBytes;
  if (payload.length > limitBytes) {
    const message = `${payload.length} byte payload is too large for the ${type} invocation type (limit ${limitBytes} bytes)`;
    return { kind: "tooLarge", message };
  }
  if (payload.length === 0) return undefined;
  try {
    JSON.parse(decoder.decode(payload));
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "invalid", message: `Could not parse request body into json: ${reason}` };
  }
}
