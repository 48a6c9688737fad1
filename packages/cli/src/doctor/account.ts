import { placeOf } from "@crisscross/core/job/regions";
import { reasonOf } from "../terminal/reason.ts";
import { type Check, failed, ok, unchecked } from "./check.ts";
import type { Clock } from "./clock.ts";

/** What is asked of AWS. Each rejects with the SDK's error. */
export interface Account {
  /** Who the credentials are; `serverMs` is the time of AWS's clock when it answered. */
  identity(): Promise<{ account: string; arn: string; serverMs?: number }>;
  /** Of Lambda in one region: how many executions are allowed at once, and how many of them no function reserves. */
  concurrency(region: string): Promise<{ limit: number; unreserved: number }>;
}

/** AWS refuses a reservation that leaves fewer unreserved (Lambda developer guide, reserved concurrency). */
const leastUnreserved = 100;

const login =
  "aws sso login, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; only deploying needs them";

interface AccountChecks {
  checks: Check[];
  /** By AWS's clock, when it answered, beside what `nowMs` said then. */
  clock?: Clock;
}

/** Credentials, regions and Lambda's concurrency in each of them. Without credentials the last two are not checked. */
export async function checkAccount(
  account: Account,
  regions: readonly string[],
  reserved: number,
  nowMs: () => number,
): Promise<AccountChecks> {
  const names = ["regions", "Lambda concurrency"];
  const without = (why: string) => names.map((name) => unchecked(name, why));
  try {
    const { account: id, arn, serverMs } = await account.identity();
    const ownMs = nowMs();
    return {
      checks: [
        ok("credentials", `account ${id}, ${arn}`),
        ...(await checkRegions(account, regions, reserved)),
      ],
      ...(serverMs !== undefined && { clock: { serverMs, ownMs } }),
    };
  } catch (error) {
    if (isMissing(error))
      return { checks: [unchecked("credentials", "no credentials", login), ...without("no credentials")] };
    const refused = failed("credentials", `AWS does not take them: ${reasonOf(error)}`, login);
    return { checks: [refused, ...without("AWS does not take the credentials")] };
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && error.name === "CredentialsProviderError";

/** A region that an account has not opted in to knows none of its credentials. */
const isUnknown = (error: unknown): boolean =>
  error instanceof Error &&
  /^(UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|OptInRequired)/.test(
    error.name,
  );

async function checkRegions(
  account: Account,
  regions: readonly string[],
  reserved: number,
): Promise<Check[]> {
  const answers = await Promise.allSettled(regions.map((region) => account.concurrency(region)));
  const closed: string[] = [];
  const silent: string[] = [];
  const small: string[] = [];
  const limits: number[] = [];
  for (const [place, answer] of answers.entries()) {
    const region = `${regions[place]} (${placeOf(regions[place] ?? "")})`;
    if (answer.status === "rejected")
      (isUnknown(answer.reason) ? closed : silent).push(
        isUnknown(answer.reason) ? region : `${region}: ${reasonOf(answer.reason)}`,
      );
    else {
      const { limit, unreserved } = answer.value;
      limits.push(limit);
      if (unreserved < leastUnreserved + reserved)
        small.push(`${region}: ${limit} at once, ${unreserved} of them unreserved`);
    }
  }
  return [regionsCheck(regions, closed, silent), concurrencyCheck(small, limits, reserved)];
}

function regionsCheck(regions: readonly string[], closed: string[], silent: string[]): Check {
  if (closed.length > 0)
    return failed(
      "regions",
      `the account is not opted in to ${closed.join(", ")}`,
      "opt in (AWS console, Account, AWS Regions), or leave it out of probeRegions in stacks/config.ts",
    );
  if (silent.length > 0)
    return failed(
      "regions",
      silent.join("; "),
      "let the credentials call lambda:GetAccountSettings there, and see that the network reaches AWS",
    );
  return ok("regions", `Lambda answers in all ${regions.length} regions of stacks/config.ts`);
}

function concurrencyCheck(small: string[], limits: readonly number[], reserved: number): Check {
  if (limits.length === 0) return unchecked("Lambda concurrency", "no region answered");
  if (small.length > 0)
    return failed(
      "Lambda concurrency",
      small.join("; "),
      `consume reserves ${reserved}, and AWS wants ${leastUnreserved} left: ask for 1000 there (Service Quotas, L-B99A9384)`,
    );
  return ok("Lambda concurrency", `at least ${Math.min(...limits)} executions at once in each region`);
}
