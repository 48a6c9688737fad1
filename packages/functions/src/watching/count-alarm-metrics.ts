import type { RegionFailure } from "@crisscross/core/documents/alarm-view";
import { AppError } from "@crisscross/core/edge/error";
import { askRegions, regionsOf } from "./ask-regions.ts";
import type { MonitorDeps } from "./monitor.ts";

interface AlarmMetrics {
  /** Metrics that the stage's alarms read, by region. */
  counts: Map<string, number>;
  failures: RegionFailure[];
}

/** What is billed of the stage's alarms. Never rejects for regions that cannot be read: they are named. */
export async function countAlarmMetrics(deps: MonitorDeps): Promise<AlarmMetrics> {
  const regions = regionsOf(deps);
  try {
    const { answers, failures } = await askRegions(deps, regions, (monitor) =>
      monitor.alarms({ prefix: deps.alarmPrefix }),
    );
    const counts = answers.map(({ region, answer }): [string, number] => [
      region,
      answer.reduce((sum, { metrics }) => sum + metrics, 0),
    ]);
    return { counts: new Map(counts), failures };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { counts: new Map(), failures: regions.map((region) => ({ region, reason: error.code })) };
  }
}
