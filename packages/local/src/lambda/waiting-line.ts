import type { Caller } from "./contract.ts";

/** Where not all can be served, they are in this order: what is measured comes before those who only look. */
const order: readonly Caller["kind"][] = ["function", "mapping", "event", "operator", "api"];

export interface Waiting {
  caller: Caller;
  /** How many invocations of the chain are under way above this one. */
  depth: number;
}

/** Those who wait: by who calls, the deepest of a chain first, and then in order of arrival. */
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
