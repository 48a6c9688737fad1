import type { Caller } from "./contract.ts";

/** The order in which callers are served where not all can be: what is measured comes before what only reads. */
const order: readonly Caller["kind"][] = ["function", "mapping", "event", "operator", "api"];

export interface Waiting {
  caller: Caller;
  /** How many invocations of the chain are under way above this one. */
  depth: number;
}

/** Invocations that wait, in order: by kind of caller, then the deepest of a chain first, then by arrival. */
export class WaitingLine<T extends Waiting> {
  private readonly line: T[] = [];

  add(arrival: T): void {
    const place = this.line.findLastIndex((other) => !isBefore(arrival, other));
    this.line.splice(place + 1, 0, arrival);
  }

  /** False if it was not, or no longer, waiting. */
  remove(leaving: T): boolean {
    const place = this.line.indexOf(leaving);
    if (place < 0) return false;
    this.line.splice(place, 1);
    return true;
  }

  /** In order, as it is now. */
  all(): T[] {
    return [...this.line];
  }
}

/** A chain whose end is served first is the first to give its environments back. */
const isBefore = (a: Waiting, b: Waiting): boolean => {
  const difference = order.indexOf(a.caller.kind) - order.indexOf(b.caller.kind);
  return difference < 0 || (difference === 0 && a.depth > b.depth);
};
