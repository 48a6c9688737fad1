import { otherProbes, probe } from "./places.ts";
import type { Stand } from "./stand.ts";

const minutes = 10;

/** Ten minutes in which all is well and everything is used: "REGION NAME" of what rang, which is nothing. */
export async function observeHealth(stand: Stand): Promise<string[]> {
  stand.begin();
  for (let minute = 0; minute < minutes; minute++) {
    stand.resume();
    await stand.runJob({
      origins: minute === 0 ? [probe, ...otherProbes.slice(0, 1)] : [probe],
      targets: [probe],
      variants: ["bare", "db-get", "db-put", "bare/direct", `bare/via=${probe}`],
      seed: minute,
    });
    await stand.system.request("GET", "/v1/jobs");
    await stand.pass(1);
  }
  return stand.rung();
}
