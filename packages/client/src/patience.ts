import { ApiProblem } from "./problem.ts";

/** Makes one request, as `fetch` does. */
export type Send = (request: Request) => Promise<Response>;

/** How long and how often an answer is waited for. */
export interface Patience {
  /** How long one try may take; default 35,000, longer than the 30 s that API Gateway gives an answer. */
  readonly answerMs?: number;
  /** Pauses between tries: one more try than there are pauses. Default 500, 1,000 and 2,000. */
  readonly pausesMs?: readonly number[];
  /** Waits between tries. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Whether it is worth while to try again where nothing answered; default always. */
  readonly mayAnswer?: (error: unknown) => boolean;
}

/** A longer Retry-After is for the caller to wait for. */
const mostRetryAfterMs = 30_000;

/**
 * Sends with tries until there is an answer that will stay. Requests that are not safe to repeat are tried again only
 * where they were refused. Rejects as `send` did at last when nothing answers.
 */
export function createPatientSend(send: Send, patience: Patience): Send {
  const {
    answerMs = 35_000,
    pausesMs = [500, 1_000, 2_000],
    wait = pause,
    mayAnswer = () => true,
  } = patience;
  return async (request) => {
    const trySend = (): Promise<Response> => sendOnce(send, request, answerMs);
    for (const pauseMs of pausesMs) {
      const answer = await trySend().catch((error) => {
        request.signal.throwIfAborted();
        if (!isRepeatable(request) || !mayAnswer(error)) throw error;
        return undefined;
      });
      const waitMs = answer === undefined ? pauseMs : await retryMs(request, answer, pauseMs);
      if (answer !== undefined && waitMs === undefined) return answer;
      request.signal.throwIfAborted();
      await wait(waitMs ?? pauseMs, request.signal);
    }
    return trySend();
  };
}

/** How long to wait before a refused request is sent again; undefined when it is not to be. */
async function retryMs(request: Request, answer: Response, pauseMs: number): Promise<number | undefined> {
  if (answer.status < 400) return undefined;
  const {
    isRetryable,
    retryAfterMs = 0,
    status,
  } = new ApiProblem(request.url, answer, await answer.clone().text());
  if (!isRetryable || retryAfterMs > mostRetryAfterMs) return undefined;
  // Too many requests: this one was not begun.
  return status === 429 || isRepeatable(request) ? Math.max(pauseMs, retryAfterMs) : undefined;
}

const isRepeatable = ({ method, headers }: Request): boolean =>
  method !== "POST" || headers.has("idempotency-key");

const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/** One try, which ends with the last byte of the answer. */
async function sendOnce(send: Send, request: Request, answerMs: number): Promise<Response> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(answerMs)]);
  const answer = await send(new Request(request.clone(), { signal }));
  const { status, headers } = answer;
  const text = await answer.text();
  return new Response(bodiless.has(status) ? null : text, { status, headers });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
