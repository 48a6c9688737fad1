import { epochMs } from "@crisscross/core/edge/time";
import type { BudgetStore } from "@crisscross/functions/submit/budget-store";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import type { TokenRecord } from "@crisscross/functions/tokens/token-record";
import type { TokenStore } from "@crisscross/functions/tokens/token-store";
import { expect, it } from "vitest";
import { startMs } from "../../results/samples.ts";

const idOf = (n: number): string => jobIdOf(startMs + n, new Uint8Array(10).fill(n));
const hash = new Uint8Array(32).fill(5);
const record = (n: number): TokenRecord => ({
  ...{ id: idOf(n), name: `token ${n}`, scopes: ["read"], createdAtMs: epochMs(startMs), createdBy: "admin" },
  ...{ expiresAtMs: epochMs(startMs + 1_000), dailyBudget: { usd: 1 } },
});

/** What every store of tokens does. */
export function describeTokens(open: () => Promise<TokenStore>): void {
  it("gives a token back as it was stored, and nothing for an id it does not know", async () => {
    const store = await open();
    expect(await store.putToken(record(1), hash)).toBe("stored");
    expect(await store.getToken(idOf(1))).toEqual({ record: record(1), hash });
    expect(await store.getToken(idOf(2))).toBeUndefined();
  });

  it("keeps the first token of an id, whatever its secret", async () => {
    const store = await open();
    await store.putToken(record(1), hash);
    const other = { ...record(1), scopes: ["admin" as const] };
    expect(await store.putToken(other, new Uint8Array(32))).toBe("existing");
    expect(await store.getToken(idOf(1))).toEqual({ record: record(1), hash });
  });

  it("lists tokens, oldest first", async () => {
    const store = await open();
    for (const n of [2, 1, 3]) await store.putToken(record(n), hash);
    expect((await store.listTokens()).tokens.map(({ record: { id } }) => id)).toEqual([1, 2, 3].map(idOf));
  });

  it("revokes a token for good: the first time stays, and there has to be one", async () => {
    const store = await open();
    await store.putToken(record(1), hash);
    const revoked = { record: record(1), hash, revokedAtMs: epochMs(startMs) };
    expect(await store.revokeToken(idOf(1), epochMs(startMs))).toEqual(revoked);
    expect(await store.revokeToken(idOf(1), epochMs(startMs + 9))).toEqual(revoked);
    expect(await store.getToken(idOf(1))).toEqual(revoked);
    expect(await store.revokeToken(idOf(2), epochMs(startMs))).toBeUndefined();
    expect(await store.getToken(idOf(2))).toBeUndefined();
  });

  it("notes a use unless a later one is noted, and of no token that is none", async () => {
    const store = await open();
    await store.putToken(record(1), hash);
    await store.noteUse(idOf(1), epochMs(7_000), epochMs(6_000));
    await store.noteUse(idOf(1), epochMs(8_000), epochMs(6_999));
    expect((await store.getToken(idOf(1)))?.usedAtMs).toBe(7_000);
    await store.noteUse(idOf(1), epochMs(9_000), epochMs(7_000));
    expect((await store.getToken(idOf(1)))?.usedAtMs).toBe(9_000);
    await store.noteUse(idOf(2), epochMs(9_000), epochMs(8_000));
    expect(await store.getToken(idOf(2))).toBeUndefined();
  });
}

/** What every store of budgets does. */
export function describeBudgets(open: () => Promise<BudgetStore>): void {
  const account = { holder: "one", day: "2026-11-30" };
  const job = { microUsd: 400_000, probes: 30 };
  const twoJobs = { microUsd: 800_000, probes: 60 };

  it("takes what fits exactly, and refuses what does not with what was spent", async () => {
    const store = await open();
    const limits = { microUsd: 800_000 };
    expect(await store.spend(account, job, limits)).toBeUndefined();
    expect(await store.spend(account, job, limits)).toBeUndefined();
    expect(await store.spend(account, { microUsd: 1, probes: 0 }, limits)).toEqual(twoJobs);
  });

  it.each([{ probes: 59 }, { microUsd: 799_999 }, { probes: 59, microUsd: 800_000 }])(
    "holds to each limit: %j",
    async (limits) => {
      const store = await open();
      expect(await store.spend(account, job, limits)).toBeUndefined();
      expect(await store.spend(account, job, limits)).toEqual(job);
    },
  );

  it("refuses the first job too when it is more than the budget, and writes nothing", async () => {
    const store = await open();
    expect(await store.spend(account, job, { probes: 29 })).toEqual({ microUsd: 0, probes: 0 });
    expect(await store.spend(account, job, { probes: 30 })).toBeUndefined();
  });

  it("keeps days and holders apart", async () => {
    const store = await open();
    const limits = { probes: 30 };
    for (const one of [account, { ...account, day: "2026-12-01" }, { ...account, holder: "two" }])
      expect(await store.spend(one, job, limits)).toBeUndefined();
  });

  it("gives back what was taken", async () => {
    const store = await open();
    await store.spend(account, job, { probes: 30 });
    await store.giveBack(account, job);
    expect(await store.spend(account, job, { probes: 30 })).toBeUndefined();
  });

  it("lets as many through at once as fit, and no more", async () => {
    const store = await open();
    const spends = Array.from({ length: 20 }, () => store.spend(account, job, { probes: 30 * 7 }));
    const refused = (await Promise.all(spends)).filter((spent) => spent !== undefined);
    expect(refused).toHaveLength(13);
  });
}
