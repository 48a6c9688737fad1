import type { Work } from "@crisscross/core/job/works";

/** What inner and inner-db are called with. */
export interface InnerEvent {
  v: 1;
  work: Work;
  /** Of the job: decides its customer records. */
  seed: number;
  /** Which of these, from 0. */
  customer: number;
  deadlineMs: number;
  /** Bytes of padding wanted in the answer. */
  downBytes: number;
  /** Padding of the request. */
  padding: string;
}

export const paddingOf = (bytes: number): string => "x".repeat(bytes);
