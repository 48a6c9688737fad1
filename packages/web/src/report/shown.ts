import type { Matrix } from "../data/documents.ts";
import { type Choices, offersOf, readChoices } from "../matrix/choices.ts";
import { showCount } from "../words/figures.ts";
import { jobTitle } from "../words/job-words.ts";
import { measureWords } from "../words/measure-words.ts";

/** What is asked of a picture, in the words of the page's address: measure, stat, variant, start. */
export type Asked = Readonly<Record<string, string>>;

/** The choices of a report, and of which variants there are pictures: the one asked for first. */
export function shownOf({ matrix }: Matrix, asked: Asked): { choices: Choices; variants: readonly string[] } {
  const offers = offersOf(matrix);
  const choices = readChoices(asked, offers);
  const others = offers.variants.filter((variant) => variant !== choices.variant);
  return { choices, variants: [choices.variant, ...others] };
}

/** What a picture shows: "Caller's wait, median ms: warm bare calls". */
export function captionOf({ measure, stat, start }: Choices, variant: string): string {
  const kind = start === "all" ? "all" : start;
  return `${measureWords[measure]}, ${stat === "p50" ? "median" : stat} ms: ${kind} ${variant} calls`;
}

export const titleOf = ({ job }: Matrix): string =>
  jobTitle({ id: job.id, ...(job.name !== undefined && { name: job.name }) });

/** Whose network it is, where a figure would be taken for one of AWS's. */
export const networkOf = ({ job }: Matrix): string | undefined =>
  job.wan === "simulated"
    ? "Simulated network: the distances between regions come from a table, not from AWS."
    : job.wan === "mixed"
      ? "Samples of two networks: a figure over both is of neither."
      : undefined;

/** How its probes ended: "complete, 360 of 360 probes ok". */
export const standingOf = ({ job }: Matrix): string =>
  `${job.state}, ${showCount(job.ok)} of ${showCount(job.expected)} probes ok`;
