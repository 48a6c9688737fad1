import { parse } from "@crisscross/core/edge/schema";
import type { Level } from "@crisscross/core/sample/call";
import { type CallDeps, callFunction } from "@crisscross/functions/calls/call-function";
import { CallOrder } from "@crisscross/functions/calls/call-order";
import type { InnerEvent } from "@crisscross/functions/calls/inner-event";
import { type FunctionNames, nextCallOf } from "@crisscross/functions/calls/next-call";
import type { Observed } from "@crisscross/functions/calls/observed";
import { touchRecord } from "@crisscross/functions/calls/touch-record";
import type { CallTruth, Preparing, ProbeTruth } from "./account.ts";
import type { Cloud, Handler } from "./cloud.ts";
import type { Connections, Taken } from "./connections.ts";
import type { Environment } from "./environment.ts";
import { type Machine, readUs } from "./machine.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { Leg, ProbeName, Weather } from "./weather.ts";

export const names: FunctionNames = { outer: "outer", inner: "inner", innerDb: "inner-db" };

/** The world a probe goes through. */
export interface World {
  time: VirtualTime;
  weather: Weather;
  cloud: Cloud;
  connections: Connections;
}

/** One probe on its way, and how many functions it has behind it. */
interface Trip {
  origin: string;
  truth: ProbeTruth;
}

/** A caller that makes one call of a trip each time it is asked to. `tripOf` says whose, as soon as the call is known. */
export function callDepsOf(
  world: World,
  machine: Machine,
  preparingUs: number,
  tripOf: (event: Record<string, unknown>) => Trip,
): CallDeps {
  const { time, weather, cloud, connections } = world;
  return {
    nowUs: () => readUs(machine, time.nowUs()),
    deadline: time.deadline,
    callerFor(region, connection, lane) {
      let observed: Observed = {};
      let found: Trip | undefined;
      return {
        async prepare(functionName, payload) {
          const preparing: Preparing = { fromUs: time.nowUs() };
          const event = JSON.parse(new TextDecoder().decode(payload));
          const isResent = observed.foundDead === true;
          found ??= tripOf(event);
          const trip = found;
          // The call that found its connection dead never came anywhere.
          if (isResent) trip.truth.calls.pop();
          await time.sleep(preparingUs);
          const taken = connections.take(machine, `${region} ${lane}`, connection);
          observed = { connection, ...seenOf(taken) };
          if (connection === "reused" && taken.isNew)
            observed = { ...observed, prepared: await make(world, machine, taken, preparing) };
          preparing.toUs = time.nowUs();
          const probe: ProbeName = { origin: trip.origin, seq: trip.truth.seq };
          const fair = weather.legOf(probe, trip.truth.calls.length);
          const leg = { ...fair, requestUs: fair.requestUs + taken.offsetUs };
          const { isFirst } = taken;
          const truth: CallTruth = { leg, caller: machine, connection, preparing, isFirst, isResent };
          trip.truth.calls.push(truth);
          const handler = handlerOf(world, functionName, trip, leg, truth);
          return async (signal) => {
            truth.sentAtUs = time.nowUs();
            const foundDead = () => {
              observed = { ...observed, foundDead: true };
            };
            if (taken.isDead) return time.before(signal, findDead(time, taken, foundDead));
            const connect = async () => {
              if (connection === "reused") return;
              observed = { ...observed, connecting: await connectFresh(world, machine, taken, truth) };
            };
            const answer = connect().then(() =>
              cloud.invoke({ region, functionName }, handler, event, truth),
            );
            return time.before(signal, answer).finally(() => {
              truth.receivedAtUs = time.nowUs();
            });
          };
        },
        observed: () => observed,
      };
    },
  };
}

const seenOf = ({ number, isFirst }: Taken): Observed => ({
  ...(number > 0 && { socket: number }),
  ...(isFirst && { first: true }),
});

/** What is written to a connection that the other end has closed is answered by a reset, a round trip later. */
async function findDead(time: VirtualTime, { tcpUs }: Taken, found: () => void): Promise<never> {
  await time.sleep(tcpUs);
  found();
  throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}

/** A connection to be kept is made, and greeted. Gives its marks. */
async function make(world: World, machine: Machine, taken: Taken, preparing: Preparing) {
  const { time } = world;
  const fromUs = time.nowUs();
  await time.sleep(taken.tcpUs);
  const tcpAtUs = time.nowUs();
  await time.sleep(taken.tlsUs);
  const tlsAtUs = time.nowUs();
  await time.sleep(taken.greetingUs);
  preparing.made = { fromUs, tcpAtUs, tlsAtUs, toUs: time.nowUs() };
  const read = (atUs: number) => readUs(machine, atUs);
  const [startUs, connectUs, secureUs] = [read(fromUs), read(tcpAtUs), read(tlsAtUs)];
  return { startUs, connectUs, secureUs, endUs: read(time.nowUs()) };
}

/** The same of a connection for one call, within its wait; nothing is asked over it before. */
async function connectFresh({ time }: World, machine: Machine, taken: Taken, truth: CallTruth) {
  const startUs = readUs(machine, time.nowUs());
  await time.sleep(taken.tcpUs);
  const tcpAtUs = time.nowUs();
  await time.sleep(taken.tlsUs);
  truth.connected = { tcpAtUs, tlsAtUs: time.nowUs() };
  return { startUs, connectUs: readUs(machine, tcpAtUs), secureUs: readUs(machine, time.nowUs()) };
}

function handlerOf(world: World, functionName: string, trip: Trip, leg: Leg, truth: CallTruth): Handler {
  if (functionName === names.outer)
    return (environment, event) => runOuter(world, environment, trip, leg, event);
  const withDb = functionName === names.innerDb;
  // A cast: the caller is our own nextCallOf, as it is for the real function.
  return (environment, event) => runInner(world, environment, leg, truth, event as InnerEvent, withDb);
}

/** As outer.ts does it, on this environment's clock. */
async function runOuter(
  world: World,
  environment: Environment,
  trip: Trip,
  leg: Leg,
  event: unknown,
): Promise<Level> {
  const { time } = world;
  const leave = environment.enter(time.nowUs());
  const order = parse(CallOrder, event, "call order");
  const deps = callDepsOf(world, environment.machine, leg.beforeUs, () => trip);
  const call = await callFunction(deps, nextCallOf(names, order));
  await time.sleep(leg.afterUs);
  return leave(time.nowUs(), { call });
}

/** As inner.ts and inner-db.ts do it, on this environment's clock. */
async function runInner(
  world: World,
  environment: Environment,
  leg: Leg,
  truth: CallTruth,
  event: InnerEvent,
  withDb: boolean,
): Promise<Level> {
  const { time } = world;
  const leave = environment.enter(time.nowUs());
  await time.sleep(leg.beforeUs);
  if (!withDb) return leave(time.nowUs());
  const { machine } = environment;
  let preparing: Preparing = { fromUs: time.nowUs() };
  let observed: Observed = {};
  let fromUs = preparing.fromUs;
  let isResent = false;
  const send = async () => {
    preparing = { fromUs: time.nowUs() };
    isResent = observed.foundDead === true;
    const taken = world.connections.take(machine, "database", "reused");
    observed = { connection: "reused", ...(taken.number > 0 && { socket: taken.number }) };
    if (taken.isNew) observed = { ...observed, prepared: await make(world, machine, taken, preparing) };
    fromUs = time.nowUs();
    const foundDead = () => {
      observed = { ...observed, foundDead: true };
    };
    const query = () => (taken.isDead ? findDead(time, taken, foundDead) : queryOf(time, leg));
    return (signal: AbortSignal) => time.before(signal, query());
  };
  const records = { get: send, put: send, observed: () => observed };
  const deps = { records, nowUs: () => readUs(machine, time.nowUs()) };
  const db = await touchRecord({ ...deps, deadline: time.deadline }, event);
  truth.database = { fromUs, toUs: time.nowUs(), preparing, isResent };
  await time.sleep(leg.afterUs);
  return leave(time.nowUs(), { db });
}

async function queryOf(time: VirtualTime, { databaseUs, fault }: Leg): Promise<boolean> {
  if (fault === "db hangs") return new Promise(() => {});
  await time.sleep(databaseUs);
  if (fault === "db throttled")
    throw Object.assign(new Error("Throughput exceeds the current capacity."), {
      name: "ProvisionedThroughputExceededException",
    });
  return fault !== "record missing";
}
