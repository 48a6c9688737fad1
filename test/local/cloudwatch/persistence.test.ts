import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterAll, expect, it } from "vitest";
import { createVirtualCloudWatch, line, metricAlarm, serve, startMs } from "./virtual-cloudwatch.ts";

const dataDir = mkdtempSync(join(tmpdir(), "crisscross-cloudwatch-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it("finds metrics, logs, alarm states and history again after kill -9", async () => {
  const script = new URL("leave-behind.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");

  const cloudWatch = createVirtualCloudWatch({ dataDir });
  cloudWatch.clock.nowMs = startMs + 120_000;
  cloudWatch.provision([metricAlarm("kept")]);
  const served = await serve(cloudWatch);
  const { MetricAlarms } = await served.client.send(new DescribeAlarmsCommand({}));
  const { AlarmHistoryItems } = await served.client.send(
    new DescribeAlarmHistoryCommand({ AlarmName: "kept" }),
  );
  const Metric = { Namespace: "Test", MetricName: "Failures" };
  const { MetricDataResults } = await served.client.send(
    new GetMetricDataCommand({
      ...{ StartTime: new Date(startMs), EndTime: new Date(startMs + 60_000) },
      MetricDataQueries: ["Sum", "p50"].map((Stat) => ({
        Id: Stat.toLowerCase(),
        MetricStat: { Metric, Period: 60, Stat },
      })),
    }),
  );
  const { body } = await served.callLogs("FilterLogEvents", {
    logGroupName: line.logGroup,
    filterPattern: "{ $.Failures = 3 }",
  });
  await served.stop();
  await cloudWatch.stop();

  expect(MetricAlarms).toMatchObject([
    { AlarmName: "kept", StateValue: "ALARM", StateUpdatedTimestamp: new Date(startMs + 60_000) },
  ]);
  expect(AlarmHistoryItems?.map(({ HistoryItemType }) => HistoryItemType)).toEqual([
    "StateUpdate",
    "ConfigurationUpdate",
  ]);
  expect(MetricDataResults?.map(({ Values }) => Values)).toEqual([[3], [3]]);
  expect(body.events).toHaveLength(1);
});
