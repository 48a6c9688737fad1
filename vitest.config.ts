import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Generous: bringing up the whole system takes seconds alone and a minute on a machine that is busy with others.
const timeoutMs = 180_000;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    // Two even on two cores, where vitest would take one: much of a system's start is waiting.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
  },
});
