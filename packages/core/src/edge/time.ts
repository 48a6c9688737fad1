/*
 * A number of ms or µs alone does not say whose clock it is of. These types do: none takes another's values, nor a plain
 * number, so that a time is named where it is read from its clock. Differences are plain numbers.
 */
declare const clock: unique symbol;
type Of<Clock extends string> = number & { readonly [clock]: Clock };

/** Milliseconds since 1970 by a machine's wall clock. */
export type EpochMs = Of<"wall, ms">;
/** Milliseconds of one process's monotonic clock. */
export type MonotonicMs = Of<"monotonic, ms">;
/** Whole microseconds of one process's monotonic clock, since it started. */
export type MonotonicUs = Of<"monotonic, us">;

/** The caller guarantees that it was read from a wall clock or reckoned from such a time. */
export const epochMs = (ms: number): EpochMs => ms as EpochMs;
/** The caller guarantees that it was read from this process's monotonic clock. */
export const monotonicMs = (ms: number): MonotonicMs => ms as MonotonicMs;
/** As monotonicMs, of µs; rounds to whole ones. */
export const monotonicUs = (us: number): MonotonicUs => Math.round(us) as MonotonicUs;

/** An amount of µs in ms. Rounds to whole µs. */
export const toMs = (us: number): number => Math.round(us) / 1_000;
