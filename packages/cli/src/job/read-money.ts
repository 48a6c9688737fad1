import type { ApiClient } from "../api/api-client.ts";
import type { Bills } from "../render/call-cost.ts";
import { againstEstimate } from "../render/cost.ts";
import { CommandError } from "../terminal/command-error.ts";
import { reasonOf } from "../terminal/reason.ts";

/** What a page says of a job's money. */
export interface Money {
  bills: Bills;
  /** The estimate against what happened, in a line. */
  spent: string;
}

/** What a document that is not a page has no use for. */
export const noMoney: Money = { bills: { unknown: "nobody asked" }, spent: "" };

/** What a job's calls were billed, and the job as a whole; or why that is not known, since the page is worth printing without. */
export async function readMoney(
  client: Pick<ApiClient, "attribution" | "cost">,
  job: string,
  interrupted: AbortSignal,
): Promise<Money> {
  const unless = <T>(instead: (error: CommandError) => T) => {
    return (error: unknown): T => {
      interrupted.throwIfAborted();
      if (!(error instanceof CommandError)) throw error;
      return instead(error);
    };
  };
  const bills = await client.attribution(job).then(
    ({ attribution }): Bills => ({ rows: attribution }),
    unless(({ message }) => ({ unknown: message })),
  );
  const spent = await client.cost(job).then(
    (document) => `cost     ${againstEstimate(document)}`,
    unless((error) => `cost     not told: ${reasonOf(error)}`),
  );
  return { bills, spent };
}
