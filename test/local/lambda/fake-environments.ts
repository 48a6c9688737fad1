import type { Capacity } from "@crisscross/local/lambda/capacity";
import type { Caller } from "@crisscross/local/lambda/contract";
import { Dispatcher, type Unserved } from "@crisscross/local/lambda/dispatcher";
import { Fleet } from "@crisscross/local/lambda/fleet";
import type { Member } from "@crisscross/local/lambda/member";

/** An environment that initialises, works and ends when told to. */
export interface FakeEnvironment {
  id: string;
  member: Member;
  /** Ends its INIT. */
  start(): void;
}

export interface Invocation {
  /** The name of the function and of who called, as given. */
  name: string;
  environment: FakeEnvironment;
  caller: Caller & { kind: "function" };
  /** Answers, after which the environment is idle. */
  finish(): Promise<void>;
}

function createEnvironment(id: string, onEnd: (id: string) => void): FakeEnvironment {
  let started = () => {};
  let ended = () => {};
  const environment = {
    state: "starting",
    started: new Promise<void>((resolve) => {
      started = resolve;
    }),
    ended: new Promise<void>((resolve) => {
      ended = resolve;
    }),
    kill(): void {
      environment.state = "ended";
      onEnd(id);
      started();
      ended();
    },
  };
  const member = { environment, identity: { environmentId: id }, accessKeyId: id } as unknown as Member;
  const start = () => {
    if (environment.state === "starting") environment.state = "idle";
    started();
  };
  return { id, member, start };
}

const small: Capacity = { environments: 4, starting: 100, requests: 2, requestWaitMs: 3_000 };

/** Functions whose environments are made of nothing, on a machine of a given capacity. */
export function openFloor({
  initialises = "at once",
  ...capacity
}: Partial<Capacity> & { initialises?: "at once" | "when told" }) {
  const dispatcher = new Dispatcher({ ...small, ...capacity });
  const fleets = new Map<string, Fleet>();
  const alive = new Map<string, FakeEnvironment>();
  const running = new Map<string, Invocation>();
  /** Names of invocations in the order in which they began. */
  const begun: string[] = [];
  let launched = 0;

  function launch(): Member {
    const made = createEnvironment(`env-${++launched}`, (id) => alive.delete(id));
    alive.set(made.id, made);
    return made.member;
  }

  const fleetOf = (name: string): Fleet => {
    const known = fleets.get(name) ?? new Fleet({ start: launch, idleMs: 300_000, onEnd: () => {} });
    fleets.set(name, known);
    return known;
  };

  async function invoke(functionName: string, caller: Caller, name: string, signal?: AbortSignal) {
    const claim = { fleet: fleetOf(functionName), caller, ...(signal && { signal }) };
    return dispatcher.run(claim, async (member) => {
      const environment = alive.get(member.identity.environmentId);
      if (environment === undefined) throw new Error("began in an environment that is gone");
      if (initialises === "at once") environment.start();
      member.environment.state = "busy";
      begun.push(name);
      await new Promise<void>((resolve) => {
        running.set(name, {
          name,
          environment,
          caller: { kind: "function", environmentId: environment.id },
          finish: async () => {
            if (member.environment.state === "busy") member.environment.state = "idle";
            running.delete(name);
            resolve();
            await settle();
          },
        });
      });
      return name;
    });
  }

  return {
    dispatcher,
    fleetOf,
    alive,
    begun,
    launched: () => launched,
    isRunning: (name: string) => running.has(name),
    /** Of an invocation that has begun. */
    runningOf(name: string): Invocation {
      const found = running.get(name);
      if (found === undefined) throw new Error(`${name} is not running`);
      return found;
    },
    /** Invokes a function and lets everything happen that can. */
    async call(
      functionName: string,
      caller: Caller | Caller["kind"],
      name = functionName,
      signal?: AbortSignal,
    ): Promise<{ answer: Promise<string | Unserved> }> {
      const who = typeof caller === "string" ? ({ kind: caller } as Caller) : caller;
      const answer = invoke(functionName, who, name, signal);
      await settle();
      return { answer };
    },
  };
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}
