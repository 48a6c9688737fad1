import type { JobRecord } from "@crisscross/core/job/job-record";
import { type Customer, customer } from "@crisscross/core/job/records";
import { parseVariant } from "@crisscross/core/job/variant";
import { recordsPerJob } from "@crisscross/core/sample/block";
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
  const wanted = spec.variants.some((name) => parseVariant(name)?.work !== "bare");
  if (!wanted) return;
  const customers = Array.from({ length: recordsPerJob }, (_, n) => customer(spec.seed, n));
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
