import { toEpochMs } from "@crisscross/local/time/times";
import { afterEach, describe, expect, it } from "vitest";
import {
  createVirtualCloudWatch,
  MINUTE_MS,
  metricAlarm,
  startMs,
  type VirtualCloudWatch,
} from "./virtual-cloudwatch.ts";

let cloudWatch: VirtualCloudWatch;
afterEach(() => cloudWatch.stop());

const states = (): string[] =>
  cloudWatch.events.flatMap((event) => (event.kind === "alarm" ? [event.after] : []));

describe("a CloudWatch that dates what happens ahead of its time", () => {
  it("lets two values of one moment lie hours apart", async () => {
    let aheadMs = 0;
    cloudWatch = createVirtualCloudWatch({ aheadMs: () => aheadMs });
    cloudWatch.provision([metricAlarm("failures", { treatMissingData: "notBreaching" })]);
    cloudWatch.measure("Failures", 1);
    await cloudWatch.evaluate(toEpochMs(startMs + MINUTE_MS));
    aheadMs = 180 * MINUTE_MS;
    cloudWatch.measure("Failures", 0);
    await cloudWatch.evaluate(toEpochMs(startMs + aheadMs + MINUTE_MS));
    cloudWatch.measure("Failures", 1);
    await cloudWatch.evaluate(toEpochMs(startMs + aheadMs + MINUTE_MS));
    expect(states()).toEqual(["ALARM", "OK", "ALARM"]);
  });

  it("measures the age of messages as of the moment evaluated, without what lies between", async () => {
    const asked: number[] = [];
    const queueDepths = async (nowMs: number) => {
      asked.push(nowMs);
      return [];
    };
    cloudWatch = createVirtualCloudWatch({ aheadMs: () => 60 * MINUTE_MS, queueDepths });
    await cloudWatch.evaluate(toEpochMs(startMs + 75 * MINUTE_MS));
    expect(asked).toEqual([startMs + 15 * MINUTE_MS]);
  });
});
