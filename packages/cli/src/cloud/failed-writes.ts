import type { CloudEvent } from "@crisscross/local/events/event";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";
import { failedWrite } from "./data-folder.ts";

/** What a local cloud tells of writes its data folder did not take. */
interface FailedWrites {
  /** Aborted by the first; the reason is the CommandError to end with. */
  signal: AbortSignal;
  note(event: CloudEvent): void;
  /** Runs part of the cloud's life. Any error in it after a failed write is reported as that write's. */
  blame<T>(work: Promise<T>): Promise<T>;
}

export function watchFailedWrites(given: string): FailedWrites {
  const controller = new AbortController();
  const { signal } = controller;
  return {
    signal,
    note(event) {
      if (event.kind === "failedWrite") controller.abort(failedWrite(given, event.file, event.reason));
    },
    async blame(work) {
      try {
        return await work;
      } catch (error) {
        throw signal.aborted ? signal.reason : error;
      }
    },
  };
}

/** Stops a cloud in order. Throws CommandError 1 when it cannot be, also for a last write that failed. */
export async function stopCloud(cloud: { stop(): Promise<void> }, { signal }: FailedWrites): Promise<void> {
  try {
    await cloud.stop();
  } catch (cause) {
    signal.throwIfAborted();
    throw new CommandError(1, `the local cloud did not stop in order: ${reasonOf(cause)}`, { cause });
  }
  signal.throwIfAborted();
}
