/** Of @pulumi/pulumi/runtime/debuggable.js, which is not among its types. */
export interface Debuggable {
  debuggablePromise(promise: Promise<unknown>, context: unknown): Promise<unknown>;
}

/**
 * Keeps Pulumi from writing down a stack for each of its hundred thousand promises: half of a synthesis' time. They are
 * read only when someone looks for promises that were never settled; that those are found does not change.
 */
export function leaveOutPromiseTraces(debuggable: Debuggable): void {
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS !== undefined) return;
  const { debuggablePromise } = debuggable;
  debuggable.debuggablePromise = (promise, context) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}
