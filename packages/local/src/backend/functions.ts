import type { LambdaHost } from "../lambda/host.ts";
import type { Backend } from "./backend.ts";
import { capture } from "./capture.ts";

/**
 * The Lambda API, answered by the host, which says in a Server-Timing header how long the function ran. The host
 * itself is stopped by whoever made it.
 */
export function createFunctions(host: LambdaHost): Backend {
  return {
    async answer(call, region) {
      const reply = await capture(call, (request, response) =>
        host.handle(request, response, call.body, region),
      );
      const { "server-timing": timing, ...headers } = reply.headers;
      const serviceMs = Number(/^execution;dur=([\d.]+)$/.exec(String(timing))?.[1]);
      return { ...reply, headers, ...(Number.isFinite(serviceMs) && { serviceMs }) };
    },
    stop: () => Promise.resolve(),
  };
}
