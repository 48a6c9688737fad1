import { readEpochMs } from "../time/times.ts";
import type { InvokeCall, InvokeResult } from "./contract.ts";

interface EventQueueOptions {
  /** Waits before each retry after a function error. */
  retryDelaysMs: number[];
  attempt: (functionKey: string, call: InvokeCall, requestId: string) => Promise<InvokeResult>;
  onDrop: (functionKey: string) => void;
}

/** AWS keeps a throttled event up to six hours, backing off from a second to five minutes. */
const maximumAgeMs = 6 * 3_600_000;
const longestBackoffMs = 300_000;

/** Asynchronous invocations: accepted at once, run in the background, retried under the same request id. */
export class EventQueue {
  private readonly options: EventQueueOptions;
  private readonly timers = new Set<NodeJS.Timeout>();
  private stopped = false;

  constructor(options: EventQueueOptions) {
    this.options = options;
  }

  add(functionKey: string, call: InvokeCall, requestId: string): void {
    const acceptedEpochMs = readEpochMs();
    const wait = (delayMs: number, errors: number, throttles: number) => {
      if (this.stopped) return;
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        void attempt(errors, throttles);
      }, delayMs);
      this.timers.add(timer);
    };
    const attempt = async (errors: number, throttles: number): Promise<void> => {
      const result = await this.options.attempt(functionKey, call, requestId).catch(() => undefined);
      if (this.stopped || result === undefined) return;
      if (result.kind === "throttled") {
        if (readEpochMs() - acceptedEpochMs > maximumAgeMs) return this.options.onDrop(functionKey);
        // Lambda's own rule: it doubles from 1 s up to 5 minutes (Developer Guide, asynchronous invocation).
        return wait(Math.min(1000 * 2 ** throttles, longestBackoffMs), errors, throttles + 1);
      }
      if (result.kind !== "answer" || result.functionError === undefined) return;
      const delayMs = this.options.retryDelaysMs[errors];
      if (delayMs === undefined) return this.options.onDrop(functionKey);
      wait(delayMs, errors + 1, 0);
    };
    wait(0, 0, 0);
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
  }
}
