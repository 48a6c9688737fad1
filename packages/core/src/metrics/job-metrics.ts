import { type JobSpec, probesIn } from "../job/job.ts";
import type { Finish } from "../standing/ending.ts";
import { countLost } from "../standing/loss.ts";
import { countOf, type MetricDatum } from "./metric-datum.ts";

/** What a job publishes once, when it is finished. `home` is the region that reconcile runs in. */
export function metricsOfFinish(spec: JobSpec, { state, losses }: Finish, home: string): MetricDatum[] {
  const finished = countOf("JobsFinished", home);
  if (state === "cancelled") return [finished];
  const planned = probesIn(spec);
  const percent = (100 * (planned - countLost(losses))) / planned;
  return [
    finished,
    ...(state === "complete" ? [countOf("JobsCompleted", home)] : []),
    { name: "Completeness", dimensions: { origin: home }, values: [percent] },
  ];
}

export const metricsOfRun = (jobsStuck: number, home: string): MetricDatum[] => [
  { name: "JobsStuck", dimensions: { origin: home }, values: [jobsStuck] },
];
