import type { Capacity } from "./capacity.ts";
import type { Caller } from "./contract.ts";
import type { Fleet } from "./fleet.ts";
import type { Member } from "./member.ts";
import { Roster } from "./roster.ts";
import { type Waiting, WaitingLine } from "./waiting-line.ts";

export interface Claim {
  fleet: Fleet;
  caller: Caller;
  /** Aborted when nobody waits for the answer any more. */
  signal?: AbortSignal;
  /** Whose environment it takes. */
  tenantId?: string;
}

/** `abandoned`: nobody waited any more. `busy`: a request waited as long as requests do. Neither started anything. */
export type Unserved = "abandoned" | "busy";

interface Waiter extends Waiting, Claim {
  serve(member: Member | Unserved): void;
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
  async run<T>(claim: Claim, work: (member: Member) => Promise<T>): Promise<T | Unserved> {
    const leave = this.roster.call(claim.caller);
    try {
      const member = await this.take(claim);
      if (typeof member === "string") return member;
      try {
        return await work(member);
      } finally {
        this.giveBack(claim.fleet, member);
      }
    } finally {
      leave();
      // Its caller may have been the only environment that was not waiting.
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

  private take(claim: Claim): Promise<Member | Unserved> {
    const { caller, signal } = claim;
    // What a function had sent is there though it has gone since; it only waits no more.
    if (signal?.aborted && caller.kind !== "function") return Promise.resolve("abandoned");
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
        serve: (member) => leave(() => resolve(member)),
        fail: (error) => leave(() => reject(error)),
      };
      signal?.addEventListener("abort", abandon);
      if (caller.kind === "api") limit = setTimeout(() => waiter.serve("busy"), this.capacity.requestWaitMs);
      this.line.add(waiter);
      this.dispatch();
      if (signal?.aborted) abandon();
    });
  }

  private dispatch(): void {
    for (const waiter of this.line.all()) {
      if (!this.mayRun(waiter.caller)) continue;
      try {
        const member = waiter.fleet.takeIdle(waiter.tenantId) ?? this.launchFor(waiter);
        if (member === undefined) continue;
        this.roster.occupy(member, waiter);
        waiter.serve(member);
      } catch (error) {
        waiter.fail(error);
      }
    }
  }

  /** Half of the environments are kept for functions that other functions call: the callers wait for them. */
  private mayRun({ kind }: Caller): boolean {
    if (kind === "function") return true;
    if (kind === "api" && this.roster.busyFor(["api"]) >= this.capacity.requests) return false;
    const roots = this.roster.busyFor(["mapping", "event", "operator", "api"]);
    return roots < Math.ceil(this.capacity.environments / 2);
  }

  private launchFor({ fleet, caller, tenantId }: Waiter): Member | undefined {
    if (this.roster.starting >= this.capacity.starting) return undefined;
    const isFull = this.roster.size >= this.capacity.environments;
    if (isFull && !this.roster.evict(caller, fleet) && !(caller.kind === "function" && this.roster.isStuck()))
      return undefined;
    const member = fleet.launch(tenantId);
    this.roster.enter(member, fleet);
    const { environment } = member;
    void environment.started.then(() => {
      this.roster.start(member);
      this.dispatch();
    });
    void environment.ended.then(() => {
      this.roster.leave(member);
      this.abandonCallsOf(member);
      this.dispatch();
    });
    return member;
  }

  /** Its function is gone: nobody waits for the answers. */
  private abandonCallsOf({ identity }: Member): void {
    for (const waiter of this.line.all())
      if (waiter.caller.kind === "function" && waiter.caller.environmentId === identity.environmentId)
        waiter.serve("abandoned");
  }

  private giveBack(fleet: Fleet, member: Member): void {
    this.roster.vacate(member);
    if (member.environment.state === "reset") this.abandonCallsOf(member);
    fleet.giveBack(member);
    this.dispatch();
    while (
      this.roster.size > this.capacity.environments &&
      this.roster.evict({ kind: "function" }, undefined)
    );
  }
}
