import type { AppDeps } from "@crisscross/functions/http/app";
import { expect } from "vitest";
import { createMemoryBudgets } from "../submit/memory-budgets.ts";
import { createMemoryTokens } from "../tokens/memory-tokens.ts";

const unused = () => expect.unreachable("not for reading");

/** What routes that read never ask for. */
export const onlyReading = (failed: AppDeps["log"]["failed"]) => ({
  tokens: createMemoryTokens(),
  newSecret: unused,
  noteUse: async () => {},
  budgets: createMemoryBudgets(),
  stageBudget: undefined,
  notGivenBack: unused,
  reconcile: async () => {},
  queue: { send: unused },
  log: {
    submitted: unused,
    cancelled: unused,
    purged: unused,
    tokenCreated: unused,
    tokenRevoked: unused,
    failed,
  },
});
