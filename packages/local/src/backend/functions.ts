import type { LambdaHost } from "../lambda/host.ts";
import type { Backend } from "./backend.ts";
import { capture } from "./capture.ts";

/** The Lambda API, answered by the host. The host itself is stopped by whoever made it. */
export function createFunctions(host: LambdaHost): Backend {
  return {
    answer: (call, region) =>
      capture(call, (request, response) => host.handle(request, response, call.body, region)),
    stop: () => Promise.resolve(),
  };
}
