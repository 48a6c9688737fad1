import type { ApiClient } from "../api/api-client.ts";
import type { Screen } from "../terminal/shell.ts";

/** Says which other jobs a cloud goes on with that was brought up for one: they take its time. */
export async function tellOthers(
  client: Pick<ApiClient, "jobs">,
  screen: Screen,
  own: string,
  reach: string,
): Promise<void> {
  for (const state of ["running", "queued"] as const) {
    const { jobs } = await client.jobs({ state, limit: "5" });
    for (const { id } of jobs.filter((job) => job.id !== own))
      screen.write(
        `crisscross: job ${id} of the same folder has not ended and goes on as well, so this one takes longer; npx crisscross cancel ${id}${reach} ends it\n`,
      );
  }
}
