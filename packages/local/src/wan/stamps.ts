import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type Clock, systemClock } from "../time/clock.ts";
import { type MachineUs, machineUs } from "../time/machine-us.ts";

/*
 * Between a function and the gateway lie this machine's scheduler and event loops, which are no distance. Execution
 * environments stamp what they send with the moment it left; the gateway stamps what it answers with the moment it is to
 * arrive, and the environment, idle meanwhile, lets its function have it then. Stamps are µs of the machine's clock.
 */

const departed = "x-local-departed-us";
const arrives = "x-local-arrives-us";

/** In an execution environment: stamps every request to the local cloud's endpoint, and holds the answers, from now on. */
export function stampRequests(endpoint: string, clock: Clock = systemClock): void {
  const { host } = new URL(endpoint);
  subscribe("http.client.request.created", (message) => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader("host") !== host) return;
    request.setHeader(departed, String(Math.floor(clock.machineUs(clock.monotonicMs()))));
    holdAnswer(request, clock);
  });
}

/** Node keeps an answer's body until somebody listens, so the events that announce it are all that has to wait. */
function holdAnswer(request: ClientRequest, clock: Clock): void {
  const emit = request.emit.bind(request) as (name: string | symbol, ...values: unknown[]) => boolean;
  let held: IncomingMessage | undefined;
  request.emit = (name: string | symbol, ...values: unknown[]): boolean => {
    if (name === "response") {
      const answer = values[0] as IncomingMessage;
      const arrivesUs = readStamp(answer.headers, arrives);
      if (arrivesUs !== undefined) {
        held = answer;
        void clock.waitUntil(clock.atMs(arrivesUs)).then(() => {
          if (!emit(name, ...values)) answer.resume();
        });
        return true;
      }
    }
    // A connection that is not kept is closed right behind the answer, which is then still to be read.
    if (name === "close" && held !== undefined && !held.closed) {
      held.once("close", () => emit(name, ...values));
      return true;
    }
    return emit(name, ...values);
  };
}

/** When a request left its function, on the clock and never after now; undefined without a stamp. */
export function readDepartureMs(headers: IncomingHttpHeaders, clock: Clock): number | undefined {
  const us = readStamp(headers, departed);
  return us === undefined ? undefined : Math.min(clock.monotonicMs(), clock.atMs(us));
}

/** The header that has a stamped request's answer held until then. */
export function stampArrival(arrivesMs: number, clock: Clock): Record<string, string> {
  return { [arrives]: String(Math.ceil(clock.machineUs(arrivesMs))) };
}

function readStamp(headers: IncomingHttpHeaders, name: string): MachineUs | undefined {
  const stamp = headers[name];
  return typeof stamp === "string" && /^\d{1,16}$/.test(stamp) ? machineUs(Number(stamp)) : undefined;
}
