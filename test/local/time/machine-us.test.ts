import { type MachineUs, machineUs, readMachineUs } from "@crisscross/local/time/machine-us";
import { expect, it } from "vitest";

it("a time of the machine's clock is no plain number: what is expected here is a type error", () => {
  const us: MachineUs = machineUs(1);
  // @ts-expect-error a plain number, or one of ms
  const named: MachineUs = 1;
  expect([us, named]).toEqual([1, 1]);
});

it("the machine's clock tells whole µs", () => {
  expect(Number.isInteger(readMachineUs())).toBe(true);
});
