import type { MonotonicUs } from "@crisscross/core/edge/time";
import { type Customer, customer } from "@crisscross/core/job/customers";
import type { Work } from "@crisscross/core/job/works";
import type { DbWait } from "@crisscross/core/sample/call";
import { dbEstablishMs, dbLimitMs } from "@crisscross/core/sample/wait-limit";
import { failureOf } from "./classify-failure.ts";
import type { InnerEvent } from "./inner-event.ts";
import { type Observed, seenBy } from "./observed.ts";

type Send = (signal: AbortSignal) => Promise<boolean>;

/**
 * The records of one region. `get` and `put` establish a connection, for no longer than `establishMs`, build and sign a
 * request, and never reject; what they give sends it.
 */
export interface CustomerRecords {
  /** Sending tells whether the customer was found. */
  get(customer: Customer, establishMs: number): Promise<Send>;
  put(customer: Customer, establishMs: number): Promise<Send>;
  /** Of the last request, once it was sent. */
  observed(): Observed;
}

interface TouchDeps {
  records: CustomerRecords;
  nowUs(): MonotonicUs;
  deadline(ms: number): AbortSignal;
}

const prepare = {
  bare: async () => () => Promise.reject(new TypeError("bare makes no database call")),
  "db-get": (records, one, establishMs) => records.get(one, establishMs),
  "db-put": (records, one, establishMs) => records.put(one, establishMs),
} as const satisfies Readonly<
  Record<Work, (records: CustomerRecords, one: Customer, establishMs: number) => Promise<Send>>
>;

/**
 * Makes inner's one database call and measures it. A failure is data in the answer; this never rejects. A kept connection
 * that died is no answer of the database's: the request, harmless when it comes twice, is then sent again, once.
 */
export async function touchRecord(
  deps: TouchDeps,
  { work, seed, customer: index, deadlineMs }: InnerEvent,
): Promise<DbWait> {
  const { records } = deps;
  const one = customer(seed, index);
  const prepared = async () => {
    const startUs = deps.nowUs();
    const send = await prepare[work](records, one, dbEstablishMs(deadlineMs));
    return { send, startUs, endUs: deps.nowUs() };
  };
  const ready = await prepared();
  const signal = deps.deadline(dbLimitMs(deadlineMs));
  const wait = await measure(deps, ready, signal);
  if (signal.aborted || !records.observed().foundDead) return wait;
  const again = await prepared();
  // Nothing is sent after the deadline: what is known is that the first wait was not enough.
  if (signal.aborted) return { ...wait, ...failureOf(signal.reason, true) };
  return { ...(await measure(deps, again, signal)), resent: true };
}

interface Ready {
  send: Send;
  startUs: number;
  endUs: number;
}

async function measure(
  { records, nowUs }: TouchDeps,
  { send, startUs, endUs }: Ready,
  signal: AbortSignal,
): Promise<DbWait> {
  const sentUs = nowUs();
  const result = await send(signal).then(
    (found) => ({ receivedUs: nowUs(), found }),
    (error: unknown) => ({ receivedUs: nowUs(), error }),
  );
  return {
    sentUs,
    receivedUs: result.receivedUs,
    ...seenBy(records.observed(), startUs, endUs),
    ...("error" in result ? failureOf(result.error, signal.aborted) : outcomeOf(result.found)),
  };
}

const outcomeOf = (found: boolean): Pick<DbWait, "outcome" | "reason"> =>
  found ? { outcome: "ok" } : { outcome: "error", reason: "record missing" };
