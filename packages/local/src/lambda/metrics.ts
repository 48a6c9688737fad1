import { type Datum, dataOf, type Measured } from "../events/datum.ts";
import type { InvocationEvent, Metrics } from "../events/observation.ts";
import { toEpochMs } from "../time/times.ts";

declare module "../events/observation.ts" {
  interface Observations {
    invocation: InvocationObservation;
  }
}

interface InvocationObservation extends InvocationEvent {
  kind: "invocation";
}

/** Invocations that ended carry a 0 or 1 for errors and throttles, so that their average is a rate. */
function describeInvocation(observation: InvocationObservation): Datum[] {
  const { functionName, outcome, durationMs = 0, concurrent } = observation;
  const sets = [{ FunctionName: functionName }, { FunctionName: functionName, Resource: functionName }, {}];
  // A metric's time is that of the start.
  const epochMs = toEpochMs(observation.epochMs - durationMs);
  const count = (name: string, value: number): Measured => [name, value, "Count"];
  switch (outcome) {
    case "throttled":
      return dataOf("AWS/Lambda", epochMs, sets, [count("Throttles", 1)]);
    case "dropped":
      return dataOf("AWS/Lambda", epochMs, sets, [count("AsyncEventsDropped", 1)]);
    case "recursive":
      return dataOf("AWS/Lambda", epochMs, sets, [count("RecursiveInvocationsDropped", 1)]);
    default:
      return dataOf("AWS/Lambda", epochMs, sets, [
        count("Invocations", 1),
        count("Errors", outcome === "ok" ? 0 : 1),
        count("Throttles", 0),
        ["Duration", durationMs, "Milliseconds"],
        count("ConcurrentExecutions", concurrent),
      ]);
  }
}

/** Source: Lambda developer guide, "Types of metrics". */
export const lambdaMetrics: Metrics = { invocation: describeInvocation };
