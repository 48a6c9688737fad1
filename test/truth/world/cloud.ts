import type { Random } from "@crisscross/core/edge/random";
import type { Level } from "@crisscross/core/sample/call";
import { proactiveAfterUs, type StartClass } from "@crisscross/core/sample/start-class";
import type { InvokeAnswer } from "@crisscross/functions/calls/call-function";
import type { CallTruth } from "./account.ts";
import { type Environment, openOnMachine } from "./environment.ts";
import { createMachine, type Machine, readUs } from "./machine.ts";
import { logResultOf } from "./receipt.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { Leg, Weather } from "./weather.ts";

/** What a function does with one call, from entering its handler to its answer. */
export type Handler = (environment: Environment, event: unknown) => Promise<Level>;

export interface Place {
  region: string;
  functionName: string;
}

/** Lambda everywhere: environments by region and function, and what the weather does to calls. */
export interface Cloud {
  newMachine(kind: string): Machine;
  /** Runs one call and notes its truth. What keeps its caller waiting for good never settles. */
  invoke(place: Place, handler: Handler, event: unknown, truth: CallTruth): Promise<InvokeAnswer>;
}

const never = <T>(): Promise<T> => new Promise(() => {});

export function createCloud(time: VirtualTime, weather: Weather, random: Random): Cloud {
  const idle = new Map<string, Environment[]>();
  let machines = 0;
  const newMachine = (kind: string, bootedAtUs = time.nowUs(), name = `${kind}-${++machines}`) =>
    createMachine(name, bootedAtUs, weather.clocks, random);

  /** An idle environment, or a new one for which the call may have to wait. */
  async function seat(target: string, truth: CallTruth): Promise<Environment> {
    const found = idle.get(target)?.pop();
    if (found) return found;
    const { making, readyingUs, begunAheadUs, readyAheadUs, environment } = truth.leg;
    const cameAtUs = time.nowUs();
    const isReady = making === "proactive" || making === "provisioned";
    // Begun for this invocation and no other, since it is a part of it.
    const aheadUs = making === "reinit" ? 0 : begunAheadUs;
    const readyAtUs = cameAtUs + (isReady ? -readyAheadUs : readyingUs - aheadUs);
    const machine = newMachine(target, readyAtUs - readyingUs, environment);
    if (making === "reinit") {
      await time.sleep(readyingUs);
      // A process counts from its start, and this one's is known to lie within the invocation.
      return openOnMachine({ ...machine, offsetUs: 0 }, making, readyAtUs);
    }
    truth.madeReady = { fromUs: readyAtUs - readyingUs, toUs: readyAtUs };
    if (!isReady) {
      await time.sleep(readyAtUs - cameAtUs);
      truth.readied = { fromUs: cameAtUs, toUs: readyAtUs };
    }
    return openOnMachine(machine, making, readyAtUs);
  }

  function leave(target: string, functionName: string, environment: Environment): void {
    environment.start = "warm";
    if (weather.reuses(functionName)) idle.set(target, [...(idle.get(target) ?? []), environment]);
  }

  return {
    newMachine,
    async invoke({ region, functionName }, handler, event, truth) {
      const { leg } = truth;
      const target = `${functionName} ${region}`;
      await time.sleep(leg.requestUs);
      await refuse(time, leg);
      const cameAtUs = time.nowUs();
      const environment = await seat(target, truth);
      truth.callee = environment.machine;
      const fromUs = environment.start === "reinit" ? cameAtUs : time.nowUs();
      await time.sleep(leg.runtimeBeforeUs);
      const handlerFromUs = time.nowUs();
      truth.start = startClassOf(environment, handlerFromUs);
      const answer = await answerOf(time, leg, () => handler(environment, event));
      truth.handler = { fromUs: handlerFromUs, toUs: time.nowUs() };
      await time.sleep(leg.runtimeAfterUs);
      truth.execution = { fromUs, toUs: time.nowUs() };
      const { status, ...said } = answer;
      // An environment whose process ended is gone.
      if (status === "success") leave(target, functionName, environment);
      const { madeReady } = truth;
      const readying = madeReady && { readied: { making: leg.making, ...madeReady } };
      const invocation = { machine: environment.machine, ...readying, ...truth.execution, status };
      const LogResult = logResultOf(invocation, leg.receipt);
      await time.sleep(leg.responseUs);
      if (leg.fault === "response lost") return never();
      return { ...said, LogResult };
    },
  };
}

/** As the classes are defined: a proactive environment is one that was idle for long enough, by its own clock. */
function startClassOf({ start, machine, readyAtUs }: Environment, atUs: number): StartClass {
  const idleUs = readUs(machine, atUs) - readUs(machine, readyAtUs);
  return start === "proactive" && idleUs < proactiveAfterUs ? "cold" : start;
}

/** Faults that keep a call from its function. */
async function refuse(time: VirtualTime, { fault, responseUs }: Leg): Promise<void> {
  if (fault === "request lost") return never();
  if (fault !== "throttled" && fault !== "connection reset") return;
  await time.sleep(responseUs);
  throw fault === "throttled"
    ? Object.assign(new Error("Rate Exceeded."), {
        name: "TooManyRequestsException",
        Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
        $metadata: { httpStatusCode: 429 },
      })
    : Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
}

interface Said {
  Payload: Uint8Array;
  FunctionError?: string;
  status: "success" | "timeout" | "error";
}

const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
/** A function that is killed had this long. */
const killedAfterUs = 900_000;

async function answerOf(time: VirtualTime, leg: Leg, handle: () => Promise<Level>): Promise<Said> {
  const failed = (status: "timeout" | "error", errorType: string, errorMessage: string): Said => ({
    Payload: bytes({ errorType, errorMessage }),
    FunctionError: "Unhandled",
    status,
  });
  switch (leg.fault) {
    case "hangs":
      return never();
    case "killed":
      await time.sleep(killedAfterUs);
      return failed("timeout", "Sandbox.Timedout", "Task timed out after 0.90 seconds");
    case "crashes":
      await time.sleep(leg.beforeUs);
      return failed("error", "Runtime.ExitError", "Error: Runtime exited with error: exit status 1");
    case "answers garbage":
      await handle();
      return { Payload: new TextEncoder().encode("<html>"), status: "success" };
    default:
      return { Payload: bytes(await handle()), status: "success" };
  }
}
