/*
 * A process counts ms from its own start, the machine counts µs from its own, and both are numbers. So the machine's have a
 * type that takes neither ms nor a plain number. Differences are plain numbers.
 */
declare const clock: unique symbol;

/** Microseconds of the monotonic clock that all processes of the machine share. */
export type MachineUs = number & { readonly [clock]: "machine, us" };

/** The caller guarantees that it was read from the machine's clock or reckoned from such a time. */
export const machineUs = (us: number): MachineUs => us as MachineUs;

/** What the machine's clock says, in whole µs. */
export const readMachineUs = (): MachineUs => machineUs(Number(process.hrtime.bigint() / 1000n));
