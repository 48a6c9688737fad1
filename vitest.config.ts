import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { sortTests } from "./test/projects.ts";

// Generous: bringing up the whole system takes seconds alone and a minute on a machine that is busy with others.
const timeoutMs = 180_000;
const { unit, system } = await sortTests();

export default defineConfig({
  test: {
    pool: "forks",
    // More than there are cores: much of a system's life is waiting.
    maxWorkers: availableParallelism() + 1,
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    globalSetup: "test/run.ts",
    projects: [
      { extends: true, test: { name: "unit", include: unit, isolate: false } },
      { extends: true, test: { name: "system", include: system } },
    ],
  },
});
