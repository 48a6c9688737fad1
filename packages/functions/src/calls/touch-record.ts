import type { MonotonicUs } from "@crisscross/core/edge/time";
import { type Customer, customer } from "@crisscross/core/job/customers";
import type { Work } from "@crisscross/core/job/works";
import type { Level } from "@crisscross/core/sample/call";
import { dbLimitMs } from "@crisscross/core/sample/wait-limit";
import { failureOf } from "./classify-failure.ts";
import type { InnerEvent } from "./inner-event.ts";

type Send = (signal: AbortSignal) => Promise<boolean>;

/** The records of one region. Both build and sign a request and never reject; what they give sends it. */
export interface CustomerRecords {
  /** Sending tells whether the customer was found. */
  get(customer: Customer): Promise<Send>;
  put(customer: Customer): Promise<Send>;
}

export interface TouchDeps {
  records: CustomerRecords;
  nowUs(): MonotonicUs;
  deadline(ms: number): AbortSignal;
}

const prepare = {
  bare: async () => () => Promise.reject(new TypeError("bare makes no database call")),
  "db-get": (records, one) => records.get(one),
  "db-put": (records, one) => records.put(one),
} as const satisfies Readonly<Record<Work, (records: CustomerRecords, one: Customer) => Promise<Send>>>;

/** Makes inner's one database call and measures it. A failure is data in the answer; this never rejects. */
export async function touchRecord(
  { records, nowUs, deadline }: TouchDeps,
  { work, seed, record, deadlineMs }: InnerEvent,
): Promise<NonNullable<Level["db"]>> {
  const one = customer(seed, record);
  const send = await prepare[work](records, one);
  const signal = deadline(dbLimitMs(deadlineMs));
  const sentUs = nowUs();
  return send(signal).then(
    (found) => ({
      sentUs,
      receivedUs: nowUs(),
      ...(found ? { outcome: "ok" as const } : { outcome: "error" as const, reason: "record missing" }),
    }),
    (error: unknown) => ({ sentUs, receivedUs: nowUs(), ...failureOf(error, signal.aborted) }),
  );
}
