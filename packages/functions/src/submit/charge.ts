import { AppError, type Rejection } from "@crisscross/core/edge/error";
import { isoOf } from "@crisscross/core/edge/instant";
import type { EpochMs } from "@crisscross/core/edge/time";
import { canaryPrincipal } from "@crisscross/core/job/canary";
import {
  type DailyBudget,
  dayOf,
  limitsOf,
  renewsAtMs,
  type Spending,
  spendingOf,
} from "@crisscross/core/job/daily-budget";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { BudgetStore } from "./budget-store.ts";

export interface ChargeDeps {
  budgets: BudgetStore;
  /** Of all jobs of the stage, but for the canary's: that one is to see the others fail. */
  stageBudget: DailyBudget | undefined;
  nowMs(): EpochMs;
  /** Told when what was taken could not be given back: it counts until the budget renews. */
  notGivenBack(job: string, error: unknown): void;
}

export interface Payer {
  principal: string;
  /** Of its token. */
  dailyBudget?: DailyBudget | undefined;
}

/** Gives back what a job was charged. The promise never rejects. */
export type GiveBack = () => Promise<void>;

const stage = "stage";

/**
 * Takes a job's estimate from the payer's budget of today and from the stage's. What has no budget is not counted. Throws AppError
 * `over-budget`, having taken nothing. A function that dies between this and the job's being queued leaves it taken until
 * midnight: a budget errs on the side of spending less.
 */
export async function charge(deps: ChargeDeps, payer: Payer, record: JobRecord): Promise<GiveBack> {
  const { budgets, stageBudget, nowMs } = deps;
  if (payer.principal === canaryPrincipal) return async () => {};
  const atMs = nowMs();
  const day = dayOf(atMs);
  const spending = spendingOf(record);
  const taken: string[] = [];
  const giveBack: GiveBack = async () => {
    for (const holder of taken.splice(0))
      await budgets.giveBack({ holder, day }, spending).catch((error) => deps.notGivenBack(record.id, error));
  };
  const holders = [
    { holder: payer.principal, what: "the token's daily budget", budget: payer.dailyBudget },
    { holder: stage, what: "the stage's daily budget", budget: stageBudget },
  ];
  try {
    for (const { holder, what, budget } of holders) {
      if (budget === undefined) continue;
      const spent = await budgets.spend({ holder, day }, spending, limitsOf(budget));
      if (spent !== undefined) throw overBudget(what, budget, spent, spending, atMs);
      taken.push(holder);
    }
  } catch (error) {
    await giveBack();
    throw error;
  }
  return giveBack;
}

function overBudget(
  what: string,
  budget: DailyBudget,
  spent: Spending,
  spending: Spending,
  atMs: EpochMs,
): AppError {
  const limits = limitsOf(budget);
  const renewsMs = renewsAtMs(atMs);
  const amounts = [
    {
      field: "usd",
      unit: "USD",
      scale: 1e6,
      limit: limits.microUsd,
      spent: spent.microUsd,
      asked: spending.microUsd,
    },
    {
      field: "probes",
      unit: "probes",
      scale: 1,
      limit: limits.probes,
      spent: spent.probes,
      asked: spending.probes,
    },
  ].flatMap(({ limit, scale, ...rest }) => {
    if (limit === undefined) return [];
    const left = Math.max(0, limit - rest.spent);
    return [
      {
        ...rest,
        isOver: rest.asked > left,
        asked: rest.asked / scale,
        left: left / scale,
        limit: limit / scale,
      },
    ];
  });
  const words = amounts.map(
    ({ asked, left, limit, unit }) => `this job takes ${asked} ${unit}, and ${left} of ${limit} are left`,
  );
  const rejections: Rejection[] = amounts
    .filter(({ isOver }) => isOver)
    .map(({ field, asked, left }) => ({
      field: `dailyBudget.${field}`,
      value: asked,
      accepted: `at most ${left} until ${isoOf(renewsMs)}`,
    }));
  return new AppError("over-budget", `${what}: ${words.join("; ")}; it renews at ${isoOf(renewsMs)}`, {
    rejections,
    retryAfterSeconds: Math.ceil((renewsMs - atMs) / 1_000),
  });
}
