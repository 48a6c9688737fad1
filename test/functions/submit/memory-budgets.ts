import type { Spending } from "@crisscross/core/job/daily-budget";
import type { Account, BudgetStore } from "@crisscross/functions/submit/budget-store";

/** Budgets in memory; passes the same contract as the results table. */
export function createMemoryBudgets(): BudgetStore & { spent(account: Account): Spending } {
  const days = new Map<string, Spending>();
  const keyOf = ({ day, holder }: Account): string => `${day}#${holder}`;
  const spent = (account: Account): Spending => days.get(keyOf(account)) ?? { microUsd: 0, probes: 0 };
  const add = (account: Account, { microUsd, probes }: Spending): void => {
    const before = spent(account);
    days.set(keyOf(account), { microUsd: before.microUsd + microUsd, probes: before.probes + probes });
  };
  return {
    async spend(account, spending, { microUsd = Infinity, probes = Infinity }) {
      const before = spent(account);
      if (before.microUsd + spending.microUsd > microUsd || before.probes + spending.probes > probes)
        return before;
      add(account, spending);
      return undefined;
    },
    async giveBack(account, { microUsd, probes }) {
      add(account, { microUsd: -microUsd, probes: -probes });
    },
    spent,
  };
}
