/** What became of a case of bug reports: it passes, or it is refused with these words of an error. */
export type Outcome = "passes" | { refused: string };

const everyOf = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `H${String(from + index).padStart(2, "0")}`);

const samples =
  'sets evaluateLowSampleCountPercentiles to "ignore"; the local cloud supports only "evaluate"';
const selector =
  "metricTransformation.value: the local cloud publishes a number only, and takes no value out of lines";
const noPolicy = "Invalid parameter: FilterPolicy: the local cloud does not support";
const scope = `${noPolicy} FilterPolicyScope MessageBody`;
const variable = "the policy variable $" + "{aws:PrincipalAccount}; write what it stands for";

/** In their order; those that are absent pass. */
const refused: Readonly<Record<string, string>> = {
  // Alarms that wait for enough samples of a percentile.
  ...{ H15: samples, H16: samples, H19: samples },
  // Shares of alarms.
  ...{ H17: 'cannot be read at AT_LEAST("28%"', H18: 'cannot be read at AT_LEAST("56%"' },
  // Values out of lines.
  ...{ H21: selector, H22: selector, H23: selector, H24: selector },
  // FILL by an aggregate of a series.
  H25: "The function MIN in the expression FILL(m1, MIN(m1)) is not supported.",
  // Schedules other than rates.
  H49: "the local cloud does not support cron(…)",
  H50: "the local cloud does not support at(…)",
  // The scope MessageBody, and conditions that would match otherwise than on SNS.
  H51: `${noPolicy} k: null, which is no text`,
  ...{ H52: scope, H53: scope, H54: scope, H57: scope },
  H56: `${noPolicy} k: anything-but of {"prefix":["a","b"]}`,
  // Policy variables, and patterns of text.
  ...{ H62: variable, H63: variable },
  H66: "accepted: a pattern of JSON lines",
};

/** The words with which a case is refused, for its test to find. Throws for one that passes. */
export function refusalOf(number: string): string {
  const words = refused[number];
  if (words === undefined) throw new Error(`${number} is not refused.`);
  return words;
}

/** Every case by its number, with what became of it. `every-case.test.ts` finds the test of each. */
export const register: ReadonlyMap<string, Outcome> = new Map(
  everyOf(1, 72).map((number) => {
    const words = refused[number];
    return [number, words === undefined ? "passes" : { refused: words }];
  }),
);
