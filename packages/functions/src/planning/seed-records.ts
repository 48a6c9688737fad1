import { type Customer, customer, customersPerJob } from "@crisscross/core/job/customers";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { knownVariant } from "@crisscross/core/job/variant";
import { workFacts } from "@crisscross/core/job/works";
import { sendUntilTaken } from "../edges/send-until-taken.ts";

export interface SeedDeps {
  records: {
    /** Writes up to 25 customers to a region's records table; gives those that were not taken. */
    write(region: string, customers: readonly Customer[]): Promise<readonly Customer[]>;
  };
  sleep(ms: number): Promise<unknown>;
}

/** Makes sure that the customers of a job with a database variant are in every target's records table. */
export async function seedRecords(deps: SeedDeps, { spec }: JobRecord): Promise<void> {
  const wanted = spec.variants.some((name) => workFacts[knownVariant(name).work].needsCustomers);
  if (!wanted) return;
  const customers = Array.from({ length: customersPerJob }, (_, n) => customer(spec.seed, n));
  await Promise.all(
    spec.targets.map((region) =>
      sendUntilTaken(
        deps,
        customers,
        (some) => deps.records.write(region, some),
        (count) => `${region} refused ${count} records`,
      ),
    ),
  );
}
