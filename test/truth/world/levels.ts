import { parse } from "@crisscross/core/edge/schema";
import type { Level } from "@crisscross/core/sample/call";
import { type CallDeps, callFunction } from "@crisscross/functions/calls/call-function";
import { CallOrder } from "@crisscross/functions/calls/call-order";
import type { InnerEvent } from "@crisscross/functions/calls/inner-event";
import { type FunctionNames, nextCallOf } from "@crisscross/functions/calls/next-call";
import { touchRecord } from "@crisscross/functions/calls/touch-record";
import type { CallTruth, ProbeTruth } from "./account.ts";
import type { Cloud, Handler } from "./cloud.ts";
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
  const { time, weather, cloud } = world;
  return {
    nowUs: () => readUs(machine, time.nowUs()),
    deadline: time.deadline,
    callerFor: (region, connection) => ({
      async prepare(functionName, payload) {
        await time.sleep(preparingUs);
        const event = JSON.parse(new TextDecoder().decode(payload));
        const trip = tripOf(event);
        const probe: ProbeName = { origin: trip.origin, seq: trip.truth.seq };
        const leg = weather.legOf(probe, trip.truth.calls.length);
        const truth: CallTruth = { leg, caller: machine, connection };
        trip.truth.calls.push(truth);
        const handler = handlerOf(world, functionName, trip, leg, truth);
        return async (signal) => {
          truth.sentAtUs = time.nowUs();
          const answer = cloud.invoke({ region, functionName }, handler, event, truth);
          return time.before(signal, answer).finally(() => {
            truth.receivedAtUs = time.nowUs();
          });
        };
      },
      observed: () => ({ connection }),
    }),
  };
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
  const fromUs = time.nowUs();
  const send = async () => (signal: AbortSignal) => time.before(signal, queryOf(time, leg));
  const records = { get: send, put: send, observed: () => ({ connection: "reused" as const }) };
  const deps = { records, nowUs: () => readUs(environment.machine, time.nowUs()) };
  const db = await touchRecord({ ...deps, deadline: time.deadline }, event);
  truth.database = { fromUs, toUs: time.nowUs() };
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
