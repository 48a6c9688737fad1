import type { Resource } from "../graph/graph.ts";
import type { Backend } from "../service/backend.ts";
import { describeLambda } from "./describe.ts";

/** The host runs functions; what is asked about them is answered from the resources. */
export function openLambda({ host, resources }: { host: Backend; resources: readonly Resource[] }): Backend {
  const described = describeLambda(resources);
  return {
    answer: (call, region) =>
      (call.headers["x-amz-target"] === undefined ? host : described).answer(call, region),
    stop: () => host.stop(),
  };
}
