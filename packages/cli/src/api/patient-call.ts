import { doublingPausesMs } from "@crisscross/core/edge/backoff";
import { codeOf, isRetryable } from "./problem.ts";
import { isUnreachable, unreachable } from "./refusal.ts";
import { type Answer, type Send, type Sent, sendByFetch } from "./send.ts";

/** How an API is called. */
export interface Calling {
  url: string;
  token: string;
  /** Ends every call that is under way. */
  signal: AbortSignal;
  /** Waits before a call is tried again. */
  wait(ms: number): Promise<void>;
  /** `fetch` by default. */
  send?: Send;
  /** What to do when nothing answers. */
  startAgain?: string;
}

/** What a call adds to the address and the token. */
export interface CallParts extends Partial<Pick<Sent, "method" | "headers" | "body">> {
  /** Whether it is not safe to repeat. */
  isOnce?: true;
}

/** Longer than the 30 s API Gateway gives an answer. */
const answerMs = 35_000;
/** Pauses before the second, third and fourth try of a call that may succeed later. */
const retryPausesMs = doublingPausesMs(500, 4);
const passing = new Set([429, 500, 502, 503, 504]);
const mayPass = ({ status, body }: Answer): boolean =>
  codeOf(body) !== "over-budget" && (passing.has(status) || (status >= 400 && isRetryable(body)));

/** The answer to a call, tried again while the API may come round. Throws CommandError 1 when nothing answers. */
export async function callPatiently(calling: Calling, path: string, call: CallParts): Promise<Answer> {
  for (const pauseMs of call.isOnce ? [] : retryPausesMs) {
    const answer = await callOnce(calling, path, call).catch((error) => {
      if (isUnreachable(error)) throw unreachable(calling, error);
      return undefined;
    });
    if (answer !== undefined && !mayPass(answer)) return answer;
    calling.signal.throwIfAborted();
    await calling.wait(pauseMs);
  }
  return callOnce(calling, path, call).catch((error) => {
    throw unreachable(calling, error);
  });
}

async function callOnce(
  { url, token, signal, send = sendByFetch }: Calling,
  path: string,
  { isOnce: _once, ...call }: CallParts,
): Promise<Answer> {
  return send({
    ...call,
    url: `${url}${path}`,
    method: call.method ?? "GET",
    headers: { ...call.headers, authorization: `Bearer ${token}`, accept: "*/*" },
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
  });
}
