import type { Measure } from "./measure.ts";

/** The database gives up before inner's caller does, so that its failure still gets home as data. */
export const dbLimitMs = (deadlineMs: number): number => Math.ceil(deadlineMs * 0.8);

/** How long inner may take to establish its connection to the database: half of what that leaves. */
export const dbEstablishMs = (deadlineMs: number): number => Math.floor(deadlineMs * 0.1);

/** How long a measure's wait may last before it is given up: the job's deadline, or the database's share of it. */
export const limitMsOf = (measure: Measure, deadlineMs: number): number =>
  measure === "db" ? dbLimitMs(deadlineMs) : deadlineMs;
