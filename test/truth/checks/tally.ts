/** One promise, how often it was put to the test, and how it came out. */
export interface Tally {
  promise: string;
  cases: number;
  broken: number;
  /** How far off the worst case was, in what the promise is counted in; absent where it is yes or no. */
  worst?: number;
  /** The first case that broke it, for whoever has to find out. */
  example?: string;
}

/** Puts cases to the test: those whose error is above `limit` break the promise. */
export interface Counter {
  tally: Tally;
  measure(error: number, limit: number, describe: () => string): void;
  /** One case that is right or not. */
  expect(isRight: boolean, describe: () => string): void;
}

export function createCounter(promise: string): Counter {
  const tally: Tally = { promise, cases: 0, broken: 0 };
  function count(isBroken: boolean, describe: () => string): void {
    tally.cases++;
    if (!isBroken) return;
    tally.broken++;
    tally.example ??= describe();
  }
  return {
    tally,
    measure(error, limit, describe) {
      tally.worst = Math.max(tally.worst ?? 0, error);
      // Written so that NaN breaks it.
      count(
        !(error <= limit),
        () => `${describe()}: off by ${error.toFixed(3)}, allowed ${limit.toFixed(3)}`,
      );
    },
    expect: (isRight, describe) => count(!isRight, describe),
  };
}
