import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import { type Clock, systemClock } from "../time/clock.ts";
import {
  type EpochMs,
  type MachineUs,
  type MonotonicMs,
  machineUs,
  monotonicMs,
  toEpochMs,
} from "../time/times.ts";
import type { Line } from "./connection.ts";
import { type Dialled, dialThrough } from "./dial.ts";
import { regionOfName } from "./endpoint-name.ts";

/*
 * Between a function and the gateway lie this machine's scheduler and event loops, which are no distance. Execution
 * environments stamp what they send with the moment it left, and with where they are; the gateway stamps what it answers
 * with how long the call was under way, and the environment, idle meanwhile, lets its function have it then.
 */

const departed = "x-local-departed-us";
const takes = "x-local-takes-us";
const sender = "x-local-sender";
const opened = "x-local-opened";

/** In an execution environment: sends requests to AWS's endpoints to the gateway, stamps them, and holds the answers. */
export function joinNetwork(line: Line, clock: Clock = systemClock): void {
  let dialled: Dialled | undefined;
  dialThrough(line, (begun) => {
    dialled = begun;
  });
  stampRequests(
    line,
    () => {
      const begun = dialled;
      dialled = undefined;
      return begun;
    },
    clock,
  );
}

/** `lastDialled` gives the connection that was begun since it was last asked, for the request that is being made. */
export function stampRequests(
  { region, environment }: Pick<Line, "region" | "environment">,
  lastDialled: () => Pick<Dialled, "number" | "epochMs"> | undefined,
  clock: Clock = systemClock,
): void {
  subscribe("http.client.request.created", (message) => {
    const { request } = message as { request: ClientRequest };
    if (regionOfName(String(request.getHeader("host")).replace(/:\d+$/, "")) === undefined) return;
    const departure = { ms: clock.monotonicMs() };
    request.setHeader(departed, String(Math.floor(clock.machineUs(departure.ms))));
    request.setHeader(sender, `${region} ${environment}`);
    const begun = lastDialled();
    if (begun !== undefined) request.setHeader(opened, `${begun.number} ${begun.epochMs}`);
    request.once("socket", (socket) => {
      // On a new connection it leaves when that is ready.
      if ((socket as TLSSocket & { secureConnecting?: boolean }).secureConnecting === true)
        socket.once("secureConnect", () => {
          departure.ms = clock.monotonicMs();
        });
    });
    holdAnswer(request, departure, clock);
  });
}

/** Node keeps an answer's body until somebody listens, so the events that announce it are all that has to wait. */
function holdAnswer(request: ClientRequest, departure: { ms: number }, clock: Clock): void {
  const emit = request.emit.bind(request) as (name: string | symbol, ...values: unknown[]) => boolean;
  let held: IncomingMessage | undefined;
  request.emit = (name: string | symbol, ...values: unknown[]): boolean => {
    if (name === "response") {
      const answer = values[0] as IncomingMessage;
      const tookUs = readStamp(answer.headers, takes);
      if (tookUs !== undefined) {
        held = answer;
        void clock.waitUntil(monotonicMs(departure.ms + tookUs / 1000)).then(() => {
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
export function readDepartureMs(headers: IncomingHttpHeaders, clock: Clock): MonotonicMs | undefined {
  const us = readStamp(headers, departed);
  return us === undefined ? undefined : monotonicMs(Math.min(clock.monotonicMs(), clock.atMs(us)));
}

/** Where a stamped request comes from, and which connection of its sender it opened. What a sender says of itself. */
export function readSender(
  headers: IncomingHttpHeaders,
): { region: string; environment: string; opened?: { number: number; epochMs: EpochMs } } | undefined {
  const [, region, environment] = /^([a-z\d-]{1,30}) ([\w-]{1,60})$/.exec(String(headers[sender])) ?? [];
  if (region === undefined || environment === undefined) return undefined;
  const [, number, epochMs] = /^(\d{1,9}) (\d{1,15})$/.exec(String(headers[opened])) ?? [];
  if (number === undefined) return { region, environment };
  return { region, environment, opened: { number: Number(number), epochMs: toEpochMs(Number(epochMs)) } };
}

/** The header that has a stamped request's answer held for so long after it left. */
export function stampDuration(tookMs: number): Record<string, string> {
  return { [takes]: String(Math.ceil(tookMs * 1000)) };
}

function readStamp(headers: IncomingHttpHeaders, name: string): MachineUs | undefined {
  const stamp = headers[name];
  return typeof stamp === "string" && /^\d{1,16}$/.test(stamp) ? machineUs(Number(stamp)) : undefined;
}
