import type { MonotonicUs } from "@crisscross/core/edge/time";
import { type Call, Level } from "@crisscross/core/sample/call";
import { parseReceipt } from "@crisscross/core/sample/report-line";
import * as v from "valibot";
import { type Failure, failureOf, functionFailureOf } from "./classify-failure.ts";
import type { NextCall } from "./next-call.ts";
import { type Observed, seenBy } from "./observed.ts";

/** What Lambda answered an Invoke: the parts of the SDK's output that are read. */
export interface InvokeAnswer {
  FunctionError?: string | undefined;
  Payload?: Uint8Array | undefined;
  /** Base64 of the last 4 KB of the callee's log, if it was asked for. */
  LogResult?: string | undefined;
}

/** A connection to Lambda in one region, made for measuring: no retries, own sockets. */
export interface FunctionCaller {
  /**
   * Does what must not be measured: a connection of the wanted kind, lazy parts of the client, the request, built and
   * signed. What it gives sends that. Never rejects.
   */
  prepare(
    functionName: string,
    payload: Uint8Array,
    tail: boolean,
    tenant?: string,
  ): Promise<(signal: AbortSignal) => Promise<InvokeAnswer>>;
  /** Of the last request, once it was sent. */
  observed(): Observed;
}

export interface CallDeps {
  /** Simultaneous calls each need a lane of their own, from 0: one connection carries, and observes, one call. */
  callerFor(region: string, connection: NextCall["connection"], lane: number): FunctionCaller;
  nowUs(): MonotonicUs;
  deadline(ms: number): AbortSignal;
}

/** Makes one call and measures it. Every failure of the call is data in the answer; this never rejects. */
export async function callFunction(deps: CallDeps, next: NextCall): Promise<Call> {
  const send = await prepareCall(deps, next);
  return send();
}

/**
 * Does all of a call that must not be measured; what it gives makes and measures it, as callFunction does. A kept
 * connection that died is no answer of the callee's: the request is then sent again, once, within the same deadline. The
 * callee may have had it twice, which is harmless, and the call says so.
 */
export async function prepareCall(deps: CallDeps, next: NextCall, lane = 0): Promise<() => Promise<Call>> {
  const caller = deps.callerFor(next.region, next.connection, lane);
  const payload = new TextEncoder().encode(JSON.stringify(next.event));
  const prepare = async (): Promise<Ready> => {
    const startUs = deps.nowUs();
    const send = await caller.prepare(next.functionName, payload, next.tail, next.tenant);
    return { caller, send, startUs, endUs: deps.nowUs() };
  };
  const ready = await prepare();
  return async () => {
    const signal = deps.deadline(next.waitMs);
    const call = await measure(deps, next, ready, signal);
    if (signal.aborted || !caller.observed().foundDead) return call;
    const again = await prepare();
    // Nothing is sent after the deadline: what is known is that the first wait was not enough.
    if (signal.aborted) return { ...call, ...failureOf(signal.reason, true) };
    return { ...(await measure(deps, next, again, signal)), resent: true };
  };
}

/** A request built and signed, and from when to when that took. */
interface Ready {
  caller: FunctionCaller;
  send(signal: AbortSignal): Promise<InvokeAnswer>;
  startUs: number;
  endUs: number;
}

async function measure(
  { nowUs }: CallDeps,
  { region }: NextCall,
  { caller, send, startUs, endUs }: Ready,
  signal: AbortSignal,
): Promise<Call> {
  const sentUs = nowUs();
  const result = await send(signal).then(
    (answer) => ({ receivedUs: nowUs(), answer }),
    (error: unknown) => ({ receivedUs: nowUs(), error }),
  );
  const observed = caller.observed();
  return {
    region,
    sentUs,
    receivedUs: result.receivedUs,
    ...seenBy(observed, startUs, endUs),
    ...(observed.first && { first: true as const }),
    ...("answer" in result ? readAnswer(result.answer) : failureOf(result.error, signal.aborted)),
  };
}

type Account = Failure | Pick<Call, "outcome" | "reason" | "receipt" | "level">;

function readAnswer({ FunctionError, Payload, LogResult }: InvokeAnswer): Account {
  const payload = new TextDecoder().decode(Payload);
  const receipt = LogResult === undefined ? undefined : parseReceipt(fromBase64(LogResult));
  const received = receipt === undefined ? {} : { receipt };
  if (FunctionError !== undefined) return { ...received, ...functionFailureOf(payload) };
  const level = readLevel(payload);
  if (level === undefined) return { ...received, outcome: "error", reason: "garbage answer" };
  return { ...received, outcome: "ok", level };
}

function readLevel(payload: string): Level | undefined {
  try {
    const parsed = v.safeParse(Level, JSON.parse(payload));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

const fromBase64 = (text: string): string => Buffer.from(text, "base64").toString("utf8");
