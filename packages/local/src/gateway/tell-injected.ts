import type { Reply, ServiceCall } from "../service/call.ts";
import type { Network } from "../wan/network.ts";

const mostAtOnce = 1_000;

/**
 * Answers `GET /injected?after=N`: what the network took time for, oldest first, and the number to ask with next. Signed by
 * the operator for the service `network`, of any region. Empty without a network.
 */
export function tellInjected(network: Network | undefined, { method, path }: ServiceCall): Reply {
  const { pathname, searchParams } = new URL(path, "http://gateway");
  const after = searchParams.get("after") ?? "0";
  const names = [...searchParams.keys()];
  const isKnown = names.length === 0 || (names.length === 1 && names[0] === "after");
  if (method !== "GET" || pathname !== "/injected" || !isKnown || !/^\d{1,15}$/.test(after)) {
    const message = `The network is asked by GET /injected?after=N, N a whole number, once; this is ${method} ${path}.`;
    return json(400, { message });
  }
  const injected = network?.log.after(Number(after)).slice(0, mostAtOnce) ?? [];
  // Numbers begin anew with each cloud: who asks for those after a number that is not reached goes on from the last one.
  const last = network?.log.count() ?? 0;
  return json(200, { injected, next: injected.at(-1)?.n ?? Math.min(Number(after), last) });
}

const json = (status: number, body: object): Reply => ({
  status,
  headers: { "content-type": "application/json" },
  body: Buffer.from(JSON.stringify(body)),
});
