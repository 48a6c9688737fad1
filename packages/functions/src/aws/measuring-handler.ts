import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { MeasuringAgent } from "./measuring-agent.ts";

/**
 * A request handler for a measuring client. It answers the first request itself: `rehearse` sends that one, so that
 * what the SDK does once (load, compile, resolve) is done before anything is measured.
 */
export function openMeasuringHandler({ agent }: MeasuringAgent): NodeHttpHandler {
  const handler = new NodeHttpHandler({ httpAgent: agent, httpsAgent: agent });
  const send = handler.handle.bind(handler);
  let rehearsed = false;
  handler.handle = async (request, options) => {
    if (rehearsed) return send(request, options);
    rehearsed = true;
    return { response: { statusCode: 200, headers: {}, body: new Uint8Array() } };
  };
  return handler;
}

/** Sends the request that never leaves. What the client makes of the empty answer does not matter. */
export const rehearse = (sent: Promise<unknown>): Promise<unknown> => sent.catch(() => undefined);
