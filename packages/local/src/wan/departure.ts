import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingHttpHeaders } from "node:http";

/*
 * A request leaves its function before the gateway gets to read it: in between lie this machine's scheduler and event
 * loops. Execution environments stamp what they send, so that distance counts from the moment it left.
 */

/** µs of the machine's monotonic clock, which all of its processes share. */
const header = "x-local-departed-us";

/** In an execution environment: stamps every request to the local cloud's endpoint, from now on. */
export function stampDepartures(endpoint: string): void {
  const { host } = new URL(endpoint);
  subscribe("http.client.request.created", (message) => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader("host") === host)
      request.setHeader(header, String(process.hrtime.bigint() / 1000n));
  });
}

/** When a request left its function, in µs of the machine's monotonic clock; undefined without a stamp. */
export function readDepartureUs(headers: IncomingHttpHeaders): number | undefined {
  const stamp = headers[header];
  return typeof stamp === "string" && /^\d{1,16}$/.test(stamp) ? Number(stamp) : undefined;
}
