import { type DispatchFunc, inject, type Response } from "light-my-request";
import type { Call, Reply } from "./call.ts";

/**
 * Runs a Node request handler without a socket and returns what it answered, so that the gateway can hold the answer back.
 * Rejects with what the handler throws, also in listeners of the request.
 */
export function capture({ method, path, headers, body }: Call, handle: DispatchFunc): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const guarded: DispatchFunc = (request, response) => {
      const emit = request.emit.bind(request);
      request.emit = (...event: Parameters<typeof emit>) => {
        try {
          return emit(...event);
        } catch (error) {
          reject(error);
          return true;
        }
      };
      handle(request, response);
    };
    const options = { method: method as "POST", url: path, headers, payload: body };
    inject(guarded, options).then((response) => resolve(toReply(response)), reject);
  });
}

export function toReply({ statusCode, headers, rawPayload }: Response): Reply {
  const told: Reply["headers"] = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) told[name] = Array.isArray(value) ? value : String(value);
  return { status: statusCode, headers: told, body: rawPayload };
}
