import type { Spending } from "@crisscross/core/job/daily-budget";

/** Whose budget of which UTC day: a token's, by its principal, or the stage's. */
export interface Account {
  holder: string;
  day: string;
}

/** What was spent of budgets, day by day. */
export interface BudgetStore {
  /**
   * Adds to what was spent, at once with the check that the sum is within the limits. Undefined when it was added; else
   * what was spent before, and nothing was added.
   */
  spend(account: Account, spending: Spending, limits: Partial<Spending>): Promise<Spending | undefined>;
  /** Takes back what `spend` has added. */
  giveBack(account: Account, spending: Spending): Promise<void>;
}
