import * as v from "valibot";
import { isoOf } from "../edge/instant.ts";
import { wholeNumber } from "../edge/schema.ts";
import { type EpochMs, epochMs } from "../edge/time.ts";
import { probesIn } from "./job.ts";
import type { JobRecord } from "./job-record.ts";

const usdForm = "an amount of USD from 0.000001 to 1000000";

/** What the jobs of one UTC day may cost by their estimates, and how many probes they may plan; one of the two at least. */
export const DailyBudget = v.pipe(
  v.strictObject({
    usd: v.optional(v.pipe(v.number(usdForm), v.minValue(1e-6, usdForm), v.maxValue(1e6, usdForm))),
    probes: v.optional(wholeNumber(1, 1e9)),
  }),
  v.check(({ usd, probes }) => usd !== undefined || probes !== undefined, "usd, probes, or both"),
);
export type DailyBudget = v.InferOutput<typeof DailyBudget>;

/** An amount of both. Whole millionths of a USD: sums of them are exact. */
export interface Spending {
  microUsd: number;
  probes: number;
}

const toMicroUsd = (usd: number): number => Math.round(usd * 1e6);

/** What a job takes from a budget: its estimate, whatever it turns out to cost. */
export const spendingOf = ({ estimatedUsd, spec }: Pick<JobRecord, "estimatedUsd" | "spec">): Spending => ({
  microUsd: toMicroUsd(estimatedUsd),
  probes: probesIn(spec),
});

/** A budget as the most that may be spent; what it does not limit is not there. */
export const limitsOf = ({ usd, probes }: DailyBudget): Partial<Spending> => ({
  ...(usd !== undefined && { microUsd: toMicroUsd(usd) }),
  ...(probes !== undefined && { probes }),
});

/** The UTC day of a moment, such as "2026-11-30". */
export const dayOf = (atMs: EpochMs): string => isoOf(atMs).slice(0, "yyyy-mm-dd".length);

/** When the budgets of a moment's day renew: the next midnight, UTC. */
export const renewsAtMs = (atMs: EpochMs): EpochMs =>
  epochMs((Math.floor(atMs / 86_400_000) + 1) * 86_400_000);
