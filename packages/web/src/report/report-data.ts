import type { Attribution, Job, Matrix } from "../data/documents.ts";

/** What a report holds: three answers of the API, as they came. */
export interface ReportData {
  readonly madeAt: string;
  readonly job: Job;
  /** With how the values of `reportedMeasure` are spread. */
  readonly matrix: Matrix;
  /** With the samples of `reportedMeasure` that were read. */
  readonly attribution: Attribution;
}

/** The one measure that a report has every cell's distribution and samples of. */
export const reportedMeasure = "originWait";

/** Stands for the API's own origin: nothing is ever asked there. */
export const reportOrigin = "https://report.invalid";
