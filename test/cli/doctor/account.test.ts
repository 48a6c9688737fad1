import { describe, expect, it } from "vitest";
import { type Account, checkAccount } from "../../../packages/cli/src/doctor/account.ts";

const regions = ["ap-south-1", "eu-west-2"];
const named = (name: string, message = name) => Object.assign(new Error(message), { name });
const sound: Account = {
  identity: async () => ({
    account: "123456789012",
    arn: "arn:aws:iam::123456789012:user/me",
    serverMs: 5_000,
  }),
  concurrency: async () => ({ limit: 1_000, unreserved: 998 }),
};
const check = async (change: Partial<Account>) =>
  checkAccount({ ...sound, ...change }, regions, 2, () => 7_000);
const statesOf = ({ checks }: Awaited<ReturnType<typeof check>>) =>
  Object.fromEntries(checks.map(({ name, state }) => [name, state]));
const inMumbai = (answer: () => Promise<{ limit: number; unreserved: number }>): Partial<Account> => ({
  concurrency: (region) => (region === "ap-south-1" ? answer() : sound.concurrency(region)),
});

describe("an account", () => {
  it("is sound where every region answers and leaves room, and AWS's clock is handed on", async () => {
    const found = await check({});
    expect(statesOf(found)).toEqual({ credentials: "ok", regions: "ok", "Lambda concurrency": "ok" });
    expect(found.checks[0]?.found).toContain("123456789012");
    expect(found.clock).toEqual({ serverMs: 5_000, ownMs: 7_000 });
  });

  it("is not checked without credentials, and what to do is said", async () => {
    const { checks } = await check({ identity: () => Promise.reject(named("CredentialsProviderError")) });
    expect(checks.map(({ state, found }) => [state, found])).toEqual(
      Array(3).fill(["unchecked", "not checked: no credentials"]),
    );
    expect(checks[0]?.todo).toContain("aws sso login");
  });

  it("fails where AWS refuses the credentials, in AWS's words", async () => {
    const found = await check({
      identity: () => Promise.reject(named("ExpiredToken", "The token is expired")),
    });
    expect(found.checks[0]).toMatchObject({
      state: "failed",
      found: "AWS does not take them: The token is expired",
    });
    expect(statesOf(found)).toMatchObject({ regions: "unchecked", "Lambda concurrency": "unchecked" });
  });

  it("fails where a region is not opted in to, and names it", async () => {
    const { checks } = await check(inMumbai(() => Promise.reject(named("UnrecognizedClientException"))));
    expect(checks[1]).toMatchObject({
      state: "failed",
      found: "the account is not opted in to ap-south-1 (Mumbai)",
      todo: expect.stringContaining("stacks/config.ts"),
    });
    expect(checks[2]?.state).toBe("ok");
  });

  it("does not take another refusal for a region that is closed", async () => {
    const { checks } = await check(
      inMumbai(() => Promise.reject(named("AccessDeniedException", "not yours"))),
    );
    expect(checks[1]).toMatchObject({ state: "failed", found: "ap-south-1 (Mumbai): not yours" });
    expect(checks[1]?.todo).toContain("lambda:GetAccountSettings");
  });

  it.each([
    [101, "failed"],
    [102, "ok"],
  ])("with %i executions unreserved and 2 to reserve is %s", async (unreserved, state) => {
    const { checks } = await check(inMumbai(async () => ({ limit: unreserved, unreserved })));
    expect(checks[2]?.state).toBe(state);
    if (state === "failed")
      expect(checks[2]).toMatchObject({
        found: "ap-south-1 (Mumbai): 101 at once, 101 of them unreserved",
        todo: expect.stringContaining("L-B99A9384"),
      });
  });
});
