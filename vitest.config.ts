import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { sortTests } from "./test/projects.ts";

// Generous: bringing up the whole system takes seconds alone and a minute on a machine that is busy with others.
const timeoutMs = 180_000;
const { unit, system } = await sortTests();

/** Begun last, these would be what everything waits for. */
const longest =
  /\/(alarms\/(functions|flow)|sst\/verify|cli\/commands\/kept|cli\/commands\/local)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => Number(longest.test(moduleId));
    return (await super.sort(files)).sort((one, other) => isLong(other) - isLong(one));
  }
}

export default defineConfig({
  test: {
    pool: "forks",
    // More than there are cores: much of a system's life is waiting.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    globalSetup: "test/run.ts",
    projects: [
      { extends: true, test: { name: "unit", include: unit, isolate: false } },
      { extends: true, test: { name: "system", include: system } },
    ],
  },
});
