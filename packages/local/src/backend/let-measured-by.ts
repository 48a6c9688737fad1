import { setTimeout as sleep } from "node:timers/promises";
import type { Backend } from "../service/backend.ts";
import type { Call } from "../service/call.ts";

export interface Precedence {
  /** Whether a call serves somebody who only reads results. */
  servesRequest(call: Call): boolean;
  /** Whether something is measured now. */
  isMeasuring(): boolean;
}

/** While something is measured, such calls take a third of the time of this process, which answers all calls. */
const restPerWork = 2;
const longestRestMs = 50;

/**
 * Answers the calls made for requests one at a time, with a rest after each while something is measured: a page of items
 * holds this process up for as long as it takes to read. A call whose sender has gone by its turn is not made.
 */
export function letMeasuredBy(
  backend: Backend,
  { servesRequest, isMeasuring }: Precedence,
  rest: (ms: number) => Promise<unknown> = (ms) => sleep(ms, undefined, { ref: false }),
): Backend {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    answer(call, region) {
      if (!servesRequest(call)) return backend.answer(call, region);
      let workedMs = 0;
      const reply = turn.then(async () => {
        if (call.signal?.aborted) return { status: 503, headers: {}, body: Buffer.of() };
        // Processor time: where other programs take most of the machine, a rest in proportion to the wait would never end.
        const start = process.cpuUsage();
        try {
          return await backend.answer(call, region);
        } finally {
          const { user, system } = process.cpuUsage(start);
          workedMs = (user + system) / 1_000;
        }
      });
      turn = reply
        .catch(() => {})
        .then(() => (isMeasuring() ? rest(Math.min(longestRestMs, workedMs * restPerWork)) : undefined));
      return reply;
    },
    stop: () => backend.stop(),
  };
}
