import type { Caller } from "./contract.ts";
import type { Fleet } from "./fleet.ts";
import type { Member } from "./member.ts";

interface Entry {
  fleet: Fleet;
  isStarting: boolean;
  isBusy: boolean;
  /** Of the invocation it runs, or ran last. */
  lastKind: Caller["kind"];
  depth: number;
}

/** The living environments of all functions, the longest unused first, and which of them waits for which. */
export class Roster {
  private readonly entries = new Map<Member, Entry>();
  /** How many calls of each environment have not been answered, by its id. */
  private readonly calls = new Map<string, number>();

  get size(): number {
    return this.entries.size;
  }

  get starting(): number {
    return this.count(({ isStarting }) => isStarting);
  }

  busyFor(kinds: readonly Caller["kind"][]): number {
    return this.count(({ isBusy, lastKind }) => isBusy && kinds.includes(lastKind));
  }

  isBusyFor(kind: Caller["kind"], environmentId: string): boolean {
    return (
      this.count(
        ({ isBusy, lastKind }, { identity }) =>
          isBusy && lastKind === kind && identity.environmentId === environmentId,
      ) > 0
    );
  }

  /** Whether every busy environment waits for another's answer; those that answer requests are left out, as they wait for none here. */
  isStuck(): boolean {
    for (const [{ identity }, { isBusy, lastKind }] of this.entries)
      if (isBusy && lastKind !== "api" && !this.calls.has(identity.environmentId)) return false;
    return true;
  }

  enter(member: Member, fleet: Fleet): void {
    this.entries.set(member, { fleet, isStarting: true, isBusy: true, lastKind: "operator", depth: 0 });
  }

  start(member: Member): void {
    this.change(member, { isStarting: false });
  }

  occupy(member: Member, { caller, depth }: { caller: Caller; depth: number }): void {
    this.change(member, { isBusy: true, lastKind: caller.kind, depth });
  }

  /** Moves it to the end of the order: it was used last. */
  vacate(member: Member): void {
    const entry = this.entries.get(member);
    if (entry === undefined) return;
    this.entries.delete(member);
    this.entries.set(member, { ...entry, isBusy: false });
  }

  leave(member: Member): void {
    this.entries.delete(member);
  }

  /** Notes that somebody calls, until the function it gives is called. */
  call(caller: Caller): () => void {
    if (caller.kind !== "function") return () => {};
    const { environmentId } = caller;
    this.calls.set(environmentId, (this.calls.get(environmentId) ?? 0) + 1);
    return () => {
      const left = (this.calls.get(environmentId) ?? 1) - 1;
      if (left > 0) this.calls.set(environmentId, left);
      else this.calls.delete(environmentId);
    };
  }

  depthBelow(caller: Caller): number {
    if (caller.kind !== "function") return 0;
    for (const [{ identity }, { depth }] of this.entries)
      if (identity.environmentId === caller.environmentId) return depth + 1;
    return 1;
  }

  /**
   * Ends the idle environment that was unused the longest; false if there is none. For a request whose function has an
   * environment, only one that served requests: what is measured is not to start cold because of it.
   */
  evict(caller: Pick<Caller, "kind">, fleet: Fleet | undefined): boolean {
    const isModest = caller.kind === "api" && fleet !== undefined && fleet.members.size > 0;
    for (const [member, entry] of this.entries) {
      if (entry.isBusy || (isModest && entry.lastKind !== "api")) continue;
      this.entries.delete(member);
      entry.fleet.end(member);
      return true;
    }
    return false;
  }

  private change(member: Member, change: Partial<Entry>): void {
    const entry = this.entries.get(member);
    if (entry !== undefined) Object.assign(entry, change);
  }

  private count(holds: (entry: Entry, member: Member) => boolean): number {
    let count = 0;
    for (const [member, entry] of this.entries) if (holds(entry, member)) count++;
    return count;
  }
}
