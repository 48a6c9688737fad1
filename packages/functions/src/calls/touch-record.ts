import type { MonotonicUs } from "@crisscross/core/edge/time";
import { type Customer, customer } from "@crisscross/core/job/customers";
import type { Work } from "@crisscross/core/job/works";
import type { Connection, DbWait } from "@crisscross/core/sample/call";
import { dbEstablishMs, dbLimitMs } from "@crisscross/core/sample/wait-limit";
import { failureOf } from "./classify-failure.ts";
import type { InnerEvent } from "./inner-event.ts";

type Send = (signal: AbortSignal) => Promise<boolean>;

/**
 * The records of one region. `get` and `put` establish a connection, for no longer than `establishMs`, build and sign a
 * request, and never reject; what they give sends it.
 */
export interface CustomerRecords {
  /** Sending tells whether the customer was found. */
  get(customer: Customer, establishMs: number): Promise<Send>;
  put(customer: Customer, establishMs: number): Promise<Send>;
  /** The kind of socket the last request went out on; undefined when it got none. */
  connection(): Connection | undefined;
  /** Whether the last request went out on a connection kept from an earlier one, and found it dead. */
  foundDead(): boolean;
}

export interface TouchDeps {
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
  const prepared = () => prepare[work](records, one, dbEstablishMs(deadlineMs));
  const send = await prepared();
  const signal = deps.deadline(dbLimitMs(deadlineMs));
  const wait = await measure(deps, send, signal);
  if (signal.aborted || !records.foundDead()) return wait;
  const again = await prepared();
  // Nothing is sent after the deadline: what is known is that the first wait was not enough.
  if (signal.aborted) return { ...wait, ...failureOf(signal.reason, true) };
  return { ...(await measure(deps, again, signal)), resent: true };
}

async function measure({ records, nowUs }: TouchDeps, send: Send, signal: AbortSignal): Promise<DbWait> {
  const sentUs = nowUs();
  const result = await send(signal).then(
    (found) => ({ receivedUs: nowUs(), found }),
    (error: unknown) => ({ receivedUs: nowUs(), error }),
  );
  const connection = records.connection();
  return {
    sentUs,
    receivedUs: result.receivedUs,
    ...(connection !== undefined && { connection }),
    ...("error" in result ? failureOf(result.error, signal.aborted) : outcomeOf(result.found)),
  };
}

const outcomeOf = (found: boolean): Pick<DbWait, "outcome" | "reason"> =>
  found ? { outcome: "ok" } : { outcome: "error", reason: "record missing" };
