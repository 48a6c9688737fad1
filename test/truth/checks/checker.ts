import { lossesIn } from "../world/loss.ts";
import { reconcile } from "../world/reconcile.ts";
import { recordOf } from "../world/records.ts";
import { createRoughWeather } from "../world/rough-weather.ts";
import { runJob } from "../world/run-job.ts";
import { checkJob, type Violation } from "./job.ts";
import { type PlantedBug, plantInto } from "./planted.ts";

/**
 * Runs a job of `blocks` blocks in rough weather into a store with a defect, and gives what the checker finds. With a
 * sound store it must find nothing.
 */
export async function findBug(bug: PlantedBug, blocks: number, seed: number): Promise<Violation[]> {
  const weather = createRoughWeather(seed);
  const record = recordOf(seed, { samples: blocks, deadlineMs: 1_000, timeLimitMinutes: 240 });
  const { faulty, sound } = plantInto(bug);
  const { acknowledged } = await runJob(weather, record, faulty);
  await reconcile(faulty, record);
  return checkJob(sound, record, { acknowledged, excused: lossesIn(weather, record) });
}
