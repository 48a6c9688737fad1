/** What became of a case of bug reports: it passes, or it is refused with these words of an error. */
export type Outcome = "passes" | { refused: string };

const everyOf = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `H${String(from + index).padStart(2, "0")}`);

const lowSamples = 'fixed: { evaluateLowSampleCountPercentiles: ["evaluate"] }';
const anyAlarm = 'the local cloud supports ALARM("name"), joined by OR';
const noSelector = "the local cloud publishes a number only, and takes no value out of lines";
const filterPolicy = "Invalid parameter: FilterPolicy";

/** In their order; those that are absent pass. */
const refused: Readonly<Record<string, string>> = {
  // Alarms that wait for enough samples of a percentile, and shares of alarms.
  ...{ H15: lowSamples, H16: lowSamples, H19: lowSamples, H17: anyAlarm, H18: anyAlarm },
  // Values out of lines.
  ...{ H21: noSelector, H22: noSelector, H23: noSelector, H24: noSelector },
  // FILL by an aggregate of a series.
  H25: "The function ",
  // Schedules other than rates, by cron and at.
  ...{ H49: "the local cloud does not support", H50: "the local cloud does not support" },
  // The scope MessageBody, and operators that would match otherwise than on SNS.
  ...{ H51: filterPolicy, H52: filterPolicy, H53: filterPolicy },
  ...{ H54: filterPolicy, H56: filterPolicy, H57: filterPolicy },
  // Policy variables, NotAction, and patterns of text.
  ...{ H62: "the policy variable ", H63: "the policy variable " },
  H66: "accepted: a pattern of JSON lines",
};

/** Every case by its number, with what became of it. `every-case.test.ts` finds the test of each. */
export const register: ReadonlyMap<string, Outcome> = new Map(
  everyOf(1, 72).map((number) => {
    const words = refused[number];
    return [number, words === undefined ? "passes" : { refused: words }];
  }),
);
