import { type Customer, customer } from "@crisscross/core/job/records";
import type { Level } from "@crisscross/core/sample/call";
import { dbLimitMs } from "@crisscross/core/sample/deadline";
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
  nowUs(): number;
  deadline(ms: number): AbortSignal;
}

/** Makes inner's one database call and measures it. A failure is data in the answer; this never rejects. */
export async function touchRecord(
  { records, nowUs, deadline }: TouchDeps,
  { work, seed, record, deadlineMs }: InnerEvent,
): Promise<NonNullable<Level["db"]>> {
  const one = customer(seed, record);
  const send = await (work === "db-put" ? records.put(one) : records.get(one));
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
