import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import type { ReconcileMessage } from "../sealing/reconcile-message.ts";

/**
 * Asks reconcile, in the client's region, to look at one job now instead of within a minute. Waits for no answer, and
 * never rejects: what could not be asked is told to `onFailure`, and the schedule does it.
 */
export function openReconcile(
  client: LambdaClient,
  FunctionName: string,
  onFailure: (job: string, error: unknown) => void,
): (job: string) => Promise<void> {
  return async (job) => {
    const message: ReconcileMessage = { job };
    const Payload = new TextEncoder().encode(JSON.stringify(message));
    await client
      .send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload }))
      .catch((error: unknown) => onFailure(job, error));
  };
}

/** Jobs an environment remembers to have asked for; forgetting one costs a call. */
const rememberedJobs = 1_000;

/** Asks once per job: for callers that see the same job again and again. */
export function onceAJob(ask: (job: string) => Promise<void>): (job: string) => Promise<void> {
  const asked = new Set<string>();
  return async (job) => {
    if (asked.has(job)) return;
    if (asked.size >= rememberedJobs) asked.clear();
    asked.add(job);
    await ask(job);
  };
}
