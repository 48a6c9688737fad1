import type { Way } from "./weather.ts";

/** One thing that the simulated network took time for. */
export interface Injected extends Way {
  /** Counts from 1 in each cloud. */
  n: number;
  what: "lookup" | "connect" | "secureConnect" | "request" | "idleClose";
  from: string;
  /** Where the called service is; of a look-up, the caller's own region. */
  to: string;
  environment?: string;
  /** What was asked for, such as "Invoke"; absent for a request that is not signed, and for parts of a handshake. */
  operation?: string;
  /** As the answer has it. */
  requestId?: string;
  /** From a request's departure to its answer's arrival, with what the service took, in ms. */
  tookMs?: number;
  /** What the machine added to the way there, in ms, by handing the request over late; in `tookMs`, not in `roundTripMs`. */
  lateMs?: number;
  /** When a request left its caller, or a connection was opened or closed, in µs of the machine's clock. */
  departedUs: number;
}

/** Of what takes no time. */
export const noWay: Way = {
  ...{ roundTripMs: 0, requestMs: 0, tableMs: 0, swingMs: 0 },
  ...{ stepMs: 0, jitterMs: 0, lossMs: 0, outageMs: 0 },
};

/** The last ones are kept: about 10 MB at most. */
const kept = 20_000;

export interface InjectedLog {
  note(injected: Omit<Injected, "n">): void;
  /** Those after a number, oldest first. */
  after(n: number): Injected[];
  /** The number of the last one; 0 before any. */
  count(): number;
}

export function openInjectedLog(): InjectedLog {
  const entries: Injected[] = [];
  let count = 0;
  return {
    note(injected) {
      entries.push({ n: ++count, ...injected });
      // Seldom, because it moves the others.
      if (entries.length >= 2 * kept) entries.splice(0, entries.length - kept);
    },
    after: (n) => entries.slice(-kept).filter((entry) => entry.n > n),
    count: () => count,
  };
}
