import type { Opened } from "../service/service.ts";
import type { LambdaHost, LambdaHostOptions } from "./contract.ts";
import { describeLambda } from "./describe.ts";
import { createLambdaHost } from "./host.ts";
import { createLogFilter, type LogSite } from "./log-permission.ts";

/** What opening Lambda needs. */
export type LambdaSite = LogSite & Omit<LambdaHostOptions, "onRecord" | "onInvocation">;

export function openLambda(site: LambdaSite): Opened<{ host: LambdaHost }> {
  const { endpoint, door, functionDefaults, cores, capacity, bundlesDir, freeze, emit } = site;
  const host = createLambdaHost({
    endpoint,
    ...(door && { door }),
    functionDefaults,
    cores,
    ...(capacity && { capacity }),
    ...(bundlesDir !== undefined && { bundlesDir }),
    ...(freeze !== undefined && { freeze }),
    onRecord: createLogFilter(site),
    onInvocation: (invocation) => emit({ kind: "invocation", invocation }),
  });
  const described = describeLambda(site.resources);
  return {
    answer: (request) => (request.operation === "Invoke" ? host : described).answer(request),
    stop: host.stop,
    gives: { host },
  };
}
