import type { Capacity } from "./capacity.ts";
import type { Caller } from "./contract.ts";
import type { Fleet } from "./fleet.ts";
import { Roster } from "./roster.ts";
import type { Sandbox } from "./sandbox.ts";
import { type Waiting, WaitingLine } from "./waiting-line.ts";

export interface Claim {
  fleet: Fleet;
  caller: Caller;
  /** Aborted when nobody waits for the answer any more. */
  signal?: AbortSignal;
}

/** `abandoned`: nobody waited any more. `busy`: a request waited as long as requests do. Neither started anything. */
export type Unserved = "abandoned" | "busy";

interface Waiter extends Waiting, Claim {
  serve(sandbox: Sandbox | Unserved): void;
  fail(error: unknown): void;
}

/**
 * Gives invocations their environments, idle ones or new ones, within what the machine carries. The others wait, in
 * the line's order. No chain of calls waits for itself: where every environment waits for another, one more is started.
 */
export class Dispatcher {
  private readonly capacity: Capacity;
  private readonly line = new WaitingLine<Waiter>();
  private readonly roster = new Roster();

  constructor(capacity: Capacity) {
    this.capacity = capacity;
  }

  /** Runs `work` in an environment of the fleet. Rejects when none can be started, or the dispatcher is closed. */
  async run<T>(claim: Claim, work: (sandbox: Sandbox) => Promise<T>): Promise<T | Unserved> {
    const leave = this.roster.call(claim.caller);
    try {
      const sandbox = await this.take(claim);
      if (typeof sandbox === "string") return sandbox;
      try {
        return await work(sandbox);
      } finally {
        this.giveBack(claim.fleet, sandbox);
      }
    } finally {
      leave();
      // Its caller may have been the only one that was not waiting.
      this.dispatch();
    }
  }

  /** Whether an environment works for a request now. */
  servesRequest(environmentId: string): boolean {
    return this.roster.isBusyFor("api", environmentId);
  }

  /** Whether something is under way that is not for a request. */
  isMeasuring(): boolean {
    return this.roster.busyFor(["function", "mapping"]) > 0;
  }

  close(error: Error): void {
    for (const waiter of this.line.all()) waiter.fail(error);
  }

  private take(claim: Claim): Promise<Sandbox | Unserved> {
    const { caller, signal } = claim;
    if (signal?.aborted) return Promise.resolve("abandoned");
    return new Promise((resolve, reject) => {
      let limit: NodeJS.Timeout | undefined;
      const leave = (settle: () => void): void => {
        if (!this.line.remove(waiter)) return;
        clearTimeout(limit);
        signal?.removeEventListener("abort", abandon);
        settle();
      };
      const abandon = (): void => leave(() => resolve("abandoned"));
      const waiter: Waiter = {
        ...claim,
        depth: this.roster.depthBelow(caller),
        serve: (sandbox) => leave(() => resolve(sandbox)),
        fail: (error) => leave(() => reject(error)),
      };
      signal?.addEventListener("abort", abandon);
      if (caller.kind === "api") limit = setTimeout(() => waiter.serve("busy"), this.capacity.requestWaitMs);
      this.line.add(waiter);
      this.dispatch();
    });
  }

  private dispatch(): void {
    for (const waiter of this.line.all()) {
      if (!this.mayRun(waiter.caller)) continue;
      try {
        const sandbox = waiter.fleet.takeIdle() ?? this.launchFor(waiter);
        if (sandbox === undefined) continue;
        this.roster.occupy(sandbox, waiter);
        waiter.serve(sandbox);
      } catch (error) {
        waiter.fail(error);
      }
    }
  }

  /** Half of the environments are kept for what functions call, as those that call them wait for it. */
  private mayRun({ kind }: Caller): boolean {
    if (kind === "function") return true;
    if (kind === "api" && this.roster.busyFor(["api"]) >= this.capacity.requests) return false;
    const roots = this.roster.busyFor(["mapping", "event", "operator", "api"]);
    return roots < Math.ceil(this.capacity.environments / 2);
  }

  private launchFor({ fleet, caller }: Waiter): Sandbox | undefined {
    if (this.roster.starting >= this.capacity.starting) return undefined;
    const isFull = this.roster.size >= this.capacity.environments;
    if (isFull && !this.roster.evict(caller, fleet) && !(caller.kind === "function" && this.roster.isStuck()))
      return undefined;
    const sandbox = fleet.launch();
    this.roster.enter(sandbox, fleet);
    const { environment, identity } = sandbox;
    void environment.started.then(() => {
      this.roster.start(sandbox);
      this.dispatch();
    });
    void environment.ended.then(() => {
      this.roster.leave(sandbox);
      for (const waiter of this.line.all())
        if (waiter.caller.kind === "function" && waiter.caller.environmentId === identity.environmentId)
          waiter.serve("abandoned");
      this.dispatch();
    });
    return sandbox;
  }

  private giveBack(fleet: Fleet, sandbox: Sandbox): void {
    this.roster.vacate(sandbox);
    fleet.giveBack(sandbox);
    this.dispatch();
    while (
      this.roster.size > this.capacity.environments &&
      this.roster.evict({ kind: "function" }, undefined)
    );
  }
}
