import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "../service/backend.ts";
import type { ServiceCall } from "../service/call.ts";

export interface Precedence {
  /** Whether a call serves somebody who only reads results. */
  servesRequest(call: ServiceCall): boolean;
  /** Whether something is measured now. */
  isMeasuring(): boolean;
}

/** Twice the time for which an answer of so many bytes holds this process up: it answers all calls. */
const restMsPerByte = 100 / 1_048_576;

/**
 * Answers the calls made for requests one at a time, with a rest after each while something is measured: a page of items
 * holds this process up in proportion to its size. A call whose sender has gone by its turn is not made.
 */
export function letMeasuredBy(
  answer: Answer,
  { servesRequest, isMeasuring }: Precedence,
  rest: (ms: number) => Promise<unknown> = (ms) => sleep(ms, undefined, { ref: false }),
): Answer {
  let turn: Promise<unknown> = Promise.resolve();
  return (request) => {
    const { call } = request;
    if (!servesRequest(call)) return answer(request);
    const reply = turn.then(() =>
      call.signal?.aborted ? { status: 503, headers: {}, body: Buffer.of() } : answer(request),
    );
    turn = reply.then(
      ({ body }) => (isMeasuring() ? rest(body.length * restMsPerByte) : undefined),
      () => {},
    );
    return reply;
  };
}
