import type { Work } from "@crisscross/core/job/works";

/** What inner and inner-db are called with. */
export interface InnerEvent {
  v: 1;
  work: Work;
  /** Of the job: names the customer records together with `record`. */
  seed: number;
  /** Which of the job's customer records, from 0. */
  record: number;
  deadlineMs: number;
  /** Bytes of padding wanted in the answer. */
  downBytes: number;
  /** Padding of the request. */
  padding: string;
}

export const paddingOf = (bytes: number): string => "x".repeat(bytes);
