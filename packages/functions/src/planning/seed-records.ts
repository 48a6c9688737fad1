import { AppError } from "@crisscross/core/edge/error";
import { type Customer, customer, customersPerJob } from "@crisscross/core/job/customers";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { knownVariant } from "@crisscross/core/job/variant";
import { workFacts } from "@crisscross/core/job/works";

export interface SeedDeps {
  records: {
    /** Writes up to 25 customers to a region's records table; gives those that were not taken. */
    write(region: string, customers: readonly Customer[]): Promise<readonly Customer[]>;
  };
  sleep(ms: number): Promise<unknown>;
}

const attempts = 6;
const firstPauseMs = 100;

/** Makes sure that the customers of a job with a database variant are in every target's records table. */
export async function seedRecords(deps: SeedDeps, { spec }: JobRecord): Promise<void> {
  const wanted = spec.variants.some((name) => workFacts[knownVariant(name).work].needsCustomers);
  if (!wanted) return;
  const customers = Array.from({ length: customersPerJob }, (_, n) => customer(spec.seed, n));
  await Promise.all(spec.targets.map((region) => writeAll(deps, region, customers)));
}

async function writeAll(
  { records, sleep }: SeedDeps,
  region: string,
  all: readonly Customer[],
): Promise<void> {
  let rest = all;
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await sleep(firstPauseMs * 2 ** (attempt - 1));
    rest = await records.write(region, rest);
    if (rest.length === 0) return;
  }
  throw new AppError(
    "unavailable",
    `${region} refused ${rest.length} records ${attempts} times; the job comes back`,
  );
}
