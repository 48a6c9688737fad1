import type { EpochMs } from "../time/times.ts";
export type AlarmStateValue = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** What happens inside the local CloudWatch. */
export type CloudWatchEvent =
  | {
      kind: "alarm";
      region: string;
      name: string;
      before: AlarmStateValue;
      after: AlarmStateValue;
      reason: string;
      epochMs: EpochMs;
    }
  /** A document of the embedded metric format that breaks its specification, so that CloudWatch drops it. */
  | { kind: "metricsDropped"; region: string; logGroup: string; reason: string }
  /** A dimension without a value in such a document, whose metrics are published without it. */
  | { kind: "dimensionDropped"; region: string; logGroup: string; dimension: string }
  /** Something of the local cloud itself failed and is tried again. */
  | { kind: "trouble"; where: string; message: string };
