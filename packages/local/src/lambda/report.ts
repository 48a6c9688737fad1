import type { EpochMs } from "../time/times.ts";
import type { FunctionSpec } from "./contract.ts";
import type { InvocationResult } from "./environment.ts";

/** Limits, in bytes, of the synchronous and asynchronous invocation payloads and of the log tail. */
export const requestLimitBytes = 6_291_456;
export const eventLimitBytes = 1_048_576;
export const responseLimitBytes = 6_291_556;
export const tailBytes = 4096;

/** Since 2025-08-01 INIT is billed for managed runtimes too: whole ms, rounded up over INIT and execution. */
export function billedMs(outcome: InvocationResult): number {
  return Math.max(1, Math.ceil((outcome.durationUs + (outcome.initUs ?? 0)) / 1000));
}

/** The record that opens an environment's life in its log. */
export function describeInit(spec: FunctionSpec, epochMs: EpochMs): string {
  const record = {
    initializationType: "on-demand",
    phase: "init",
    runtimeVersion: "nodejs:24",
    functionName: spec.name,
    functionVersion: "$LATEST",
  };
  return platformLine("platform.initStart", epochMs, record);
}

export const describeStart = (requestId: string, epochMs: EpochMs): string =>
  platformLine("platform.start", epochMs, { requestId, version: "$LATEST" });

/** The platform's records after an invocation, platform.report last. */
export function describeEnd(
  spec: FunctionSpec,
  requestId: string,
  outcome: InvocationResult,
  epochMs: EpochMs,
): string[] {
  const { status, errorType, initUs } = outcome;
  const durationMs = outcome.durationUs / 1000;
  const producedBytes = status === "success" ? outcome.payload.length : 0;
  const named = status === "error" ? { status, errorType } : { status };
  const metrics = {
    durationMs,
    billedDurationMs: billedMs(outcome),
    memorySizeMB: spec.memoryMb,
    maxMemoryUsedMB: outcome.peakMb,
    ...(initUs === undefined ? {} : { initDurationMs: initUs / 1000 }),
  };
  return [
    platformLine("platform.runtimeDone", epochMs, {
      requestId,
      ...named,
      metrics: { durationMs, producedBytes },
    }),
    platformLine("platform.report", epochMs, { requestId, metrics, ...named }),
  ];
}

function platformLine(type: string, epochMs: EpochMs, record: object): string {
  return JSON.stringify({ time: new Date(epochMs).toISOString(), type, record });
}
