/** Undoes what was started, last first, once. */
export interface Teardown {
  add(step: () => Promise<void> | void): void;
  /** Runs every step even if one fails, then rejects with the first failure. */
  run(): Promise<void>;
}

export function createTeardown(): Teardown {
  const steps: (() => Promise<void> | void)[] = [];
  let running: Promise<void> | undefined;
  return {
    add: (step) => {
      steps.push(step);
    },
    run: () => {
      running ??= runAll(steps.reverse());
      return running;
    },
  };
}

async function runAll(steps: (() => Promise<void> | void)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
