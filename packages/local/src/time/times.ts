/*
 * A process counts ms from its own start, the machine µs from its own, the wall clock ms from 1970, and all are numbers. None
 * of these types takes another's values, nor a plain number. Differences are plain numbers.
 */
declare const clock: unique symbol;
type Of<Clock extends string> = number & { readonly [clock]: Clock };

/** Milliseconds since 1970 by the wall clock. */
export type EpochMs = Of<"wall, ms">;
/** Milliseconds of this process's monotonic clock, with µs as fractions. */
export type MonotonicMs = Of<"monotonic, ms">;
/** Microseconds of the monotonic clock that all processes of the machine share. */
export type MachineUs = Of<"machine, us">;

/** The caller guarantees that it was read from a wall clock or reckoned from such a time. */
export const toEpochMs = (ms: number): EpochMs => ms as EpochMs;
/** The caller guarantees that it was read from this process's monotonic clock or reckoned from such a time. */
export const monotonicMs = (ms: number): MonotonicMs => ms as MonotonicMs;
/** As monotonicMs, of the machine's clock. */
export const machineUs = (us: number): MachineUs => us as MachineUs;

/** What the wall clock says. */
export const readEpochMs = (): EpochMs => toEpochMs(Date.now());
/** What the machine's clock says, in whole µs. */
export const readMachineUs = (): MachineUs => machineUs(Number(process.hrtime.bigint() / 1000n));
