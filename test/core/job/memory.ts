import type { MemoryMb } from "@crisscross/core/job/priced-functions";

/** As stacks/limits.ts has it. */
export const deployedMemoryMb: MemoryMb = {
  api: 512,
  authorize: 256,
  plan: 512,
  reconcile: 1769,
  consume: 512,
  outer: 512,
  inner: 256,
  innerDb: 256,
};
