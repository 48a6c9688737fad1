import { createVirtualCloudWatch, metricAlarm, startMs } from "../local/cloudwatch/virtual-cloudwatch.ts";

const minuteMs = 60_000;

/**
 * The state of a new alarm on a percentile, after minutes in which so many samples of 9 came, all above its threshold;
 * evaluated once, when the last minute is over.
 */
export async function stateAfter(inputs: object, samplesByMinute: readonly number[]): Promise<string> {
  const cloudWatch = createVirtualCloudWatch();
  try {
    cloudWatch.provision([metricAlarm("slow", { statistic: undefined, ...inputs })]);
    for (const samples of samplesByMinute) {
      for (let left = samples; left > 0; left--) cloudWatch.measure("Failures", 9);
      cloudWatch.clock.nowMs += minuteMs;
    }
    await cloudWatch.evaluate(startMs + samplesByMinute.length * minuteMs);
    const change = cloudWatch.events.findLast(({ kind }) => kind === "alarm");
    return change?.kind === "alarm" ? change.after : "INSUFFICIENT_DATA";
  } finally {
    await cloudWatch.stop();
  }
}
