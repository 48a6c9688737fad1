const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Milliseconds between the runs of `rate(5 minutes)`, written as EventBridge Scheduler writes it: no blank inside the
 * parentheses. Throws for anything else; `cron(…)` and `at(…)` are refused by name.
 */
export function parseRate(text: string): number {
  const [, count = "", unit = ""] = /^rate\(([1-9]\d{0,4}) (minute|hour|day)s?\)$/.exec(text) ?? [];
  if (count !== "") return Number(count) * unitMs[unit as keyof typeof unitMs];
  const [, kind] = /^\s*(cron|at)\(/.exec(text) ?? [];
  const why =
    kind === undefined ? "is no schedule expression" : `the local cloud does not support ${kind}(…)`;
  throw new Error(
    `scheduleExpression: ${JSON.stringify(text)}: ${why}; accepted: rate(5 minutes), hours, days`,
  );
}
