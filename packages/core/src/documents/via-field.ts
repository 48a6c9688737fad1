import { toMs } from "../edge/time.ts";
import type { Call } from "../sample/call.ts";
import { startOf } from "../sample/start-class.ts";

/** A function between outer and inner; marks as in the columns of outer. */
export interface ViaField {
  region: string;
  start: string;
  connection?: string;
  environment?: string;
  served?: number;
  billedMs?: number;
  executionMs?: number;
  initMs?: number;
  sentUs: number;
  receivedUs: number;
  readyUs?: number;
  startUs?: number;
  endUs?: number;
}

export function viaFieldOf({ region, sentUs, receivedUs, connection, receipt, level }: Call): ViaField {
  return {
    region,
    start: startOf(level, receipt),
    ...(connection && { connection }),
    ...(level && { environment: level.environment, served: level.served }),
    ...(receipt && { billedMs: receipt.billedMs, executionMs: toMs(receipt.durationUs) }),
    ...(receipt?.initUs !== undefined && { initMs: toMs(receipt.initUs) }),
    sentUs,
    receivedUs,
    ...(level && { readyUs: level.readyUs, startUs: level.startUs, endUs: level.endUs }),
  };
}
