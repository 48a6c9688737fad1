import { toMs } from "../edge/time.ts";
import type { Call } from "../sample/call.ts";
import type { CallChain } from "../sample/call-chain.ts";
import { callStartOf } from "../sample/start-class.ts";
import { preparingUs } from "../sample/wait.ts";

/** A function between outer and inner; marks as in the columns of outer. */
export interface ViaField {
  region: string;
  start: string;
  connection?: string;
  /** Number of the connection within its caller's environment. */
  socket?: number;
  preparingMs?: number;
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

export function viaFieldOf(chain: Pick<CallChain, "inner" | "fresh">, call: Call): ViaField {
  const { region, sentUs, receivedUs, connection, socket, preparing, receipt, level } = call;
  return {
    region,
    start: callStartOf(chain, call),
    ...(connection && { connection }),
    ...(socket !== undefined && { socket }),
    ...(preparing && { preparingMs: toMs(preparingUs(preparing)) }),
    ...(level && { environment: level.environment, served: level.served }),
    ...(receipt && { billedMs: receipt.billedMs, executionMs: toMs(receipt.durationUs) }),
    ...(receipt?.initUs !== undefined && { initMs: toMs(receipt.initUs) }),
    sentUs,
    receivedUs,
    ...(level && { readyUs: level.readyUs, startUs: level.startUs, endUs: level.endUs }),
  };
}
