import {
  type MachineUs,
  type MonotonicMs,
  machineUs,
  monotonicMs,
  readMachineUs,
} from "@crisscross/local/time/times";
import { expect, it } from "vitest";

it("times of a process and of the machine, and plain numbers, are not each other's: what is expected here is type errors", () => {
  const ms: MonotonicMs = monotonicMs(1);
  const us: MachineUs = machineUs(1);
  // @ts-expect-error a plain number
  const named: MachineUs = 1;
  // @ts-expect-error another clock and unit
  const ofMs: MachineUs = ms;
  // @ts-expect-error another clock and unit
  const ofUs: MonotonicMs = us;
  expect([named, ofMs, ofUs]).toEqual([1, 1, 1]);
});

it("the machine's clock tells whole µs", () => {
  expect(Number.isInteger(readMachineUs())).toBe(true);
});
