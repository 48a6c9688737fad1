import { monotonicUs } from "@crisscross/core/edge/time";
import type { CallDeps, InvokeAnswer } from "@crisscross/functions/calls/call-function";
import type { Observed } from "@crisscross/functions/calls/observed";

/** What a fake callee was asked. */
export interface Asked {
  region: string;
  connection: "reused" | "fresh";
  /** Absent for 0. */
  lane?: number;
  functionName: string;
  event: Record<string, unknown>;
}

export const answerOf = (value: unknown, more: Partial<InvokeAnswer> = {}): InvokeAnswer => ({
  Payload: new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value)),
  ...more,
});

/**
 * Dependencies of a call whose callee is a function here. Its clock moves 10 µs at each look and 1,000 µs while a
 * call is prepared; `journal` lists what happened in order, and `seen` is what clients saw of the connections.
 */
export function fakeCalls(
  callee: (asked: Asked, signal: AbortSignal) => InvokeAnswer | Promise<InvokeAnswer>,
) {
  let us = 0;
  const asked: Asked[] = [];
  const journal: string[] = [];
  const waits: number[] = [];
  const seen: Observed = {};
  const expire = new AbortController();
  const deps: CallDeps = {
    callerFor: (region, connection, lane) => ({
      async prepare(functionName, payload) {
        us += 1_000;
        journal.push("prepare");
        return async (signal) => {
          journal.push("send");
          const event = JSON.parse(new TextDecoder().decode(payload));
          asked.push({ region, connection, functionName, event, ...(lane > 0 && { lane }) });
          return callee({ region, connection, functionName, event }, signal);
        };
      },
      observed: () => ({ connection, ...seen }),
    }),
    nowUs() {
      journal.push("mark");
      us += 10;
      return monotonicUs(us);
    },
    deadline(ms) {
      journal.push("deadline");
      waits.push(ms);
      return expire.signal;
    },
  };
  return { callDeps: deps, asked, journal, waits, seen, expire };
}
