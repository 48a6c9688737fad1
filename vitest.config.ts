import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { sortTests } from "./test/projects.ts";

// Generous: bringing up the whole system takes seconds alone and a minute on a machine that is busy with others.
const timeoutMs = 180_000;
const { unit, system, alone } = await sortTests();
/** Files share processes, and Node's own modules: importing the local cloud takes a second, and nothing is transformed. */
const shared = { isolate: false, experimental: { viteModuleRunner: false } };
/** What the API answers in them is held against its OpenAPI document. */
const checked = { setupFiles: "test/support/checked-answers.ts" };

/** Begun last, these would be what everything waits for. */
const longest =
  /\/(alarms\/(functions|flow)|sst\/verify|flow\/(description|fairness)|export\/export|doors\/strangers|data\/full-disk|cli\/commands\/(kept|local)|truth\/(coverage|sameness|checker)|summary\/summary-text)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => Number(longest.test(moduleId));
    // One project after the other: a worker that files share ends where the next file is of another one.
    const projects = Map.groupBy(await super.sort(files), ({ project }) => project.name);
    return [...projects.values()].flatMap((ones) => ones.toSorted((a, b) => isLong(b) - isLong(a)));
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
      { extends: true, test: { name: "unit", include: unit, ...shared } },
      { extends: true, test: { name: "system", include: system, ...checked, ...shared } },
      { extends: true, test: { name: "alone", include: alone, ...checked } },
    ],
  },
});
