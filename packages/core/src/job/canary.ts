import type { JobRecord } from "./job-record.ts";

/** Who submits the canary's jobs. Principals of tokens are hexadecimal digits, so no token's holder is it. */
export const canaryPrincipal = "canary";

/** How long results are kept, in days; a canary's for as long as somebody may ask why one failed. */
const keptDays = { job: 400, canary: 7 } as const;

/** How long all that is stored of a job is kept, in days. */
export const keptDaysOf = ({ canary }: Pick<JobRecord, "canary">): number =>
  canary ? keptDays.canary : keptDays.job;
