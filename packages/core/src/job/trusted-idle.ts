/**
 * A kept connection that was idle for longer is not trusted, but made anew: a frozen environment does not hear the other end
 * hang up. A caller goes by it, and so does the estimate.
 */
export const trustedIdleMs = 30_000;
