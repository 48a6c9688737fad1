import { toEpochMs } from "@crisscross/local/time/times";
import { createCloudWatch } from "../../../packages/local/src/cloudwatch/cloudwatch.ts";
import { metricsOf, services } from "../../../packages/local/src/provision/services.ts";
import { line, metricAlarm, resource, startMs } from "./virtual-cloudwatch.ts";

/** Fills the data folder of its first argument and says so once that is kept; then works on until it is killed. */
const [, , dataDir = ""] = process.argv;
const cloudWatch = createCloudWatch({
  accountId: "000000000000",
  nowMs: () => toEpochMs(startMs + 60_000),
  tickMs: 0,
  dataDir,
  publish: async () => {},
  metrics: metricsOf(services),
});
cloudWatch.provision([
  resource("logGroup:LogGroup", { name: line.logGroup, retentionInDays: 7 }),
  metricAlarm("kept"),
]);
const depth = { visible: 1, inFlight: 0, delayed: 0, oldestAgeMs: 0 };
cloudWatch.observe({ kind: "queueDepth", region: line.region, queueName: "dlq", epochMs: startMs, ...depth });
const directive = { Namespace: "Test", Dimensions: [[]], Metrics: [{ Name: "Failures", Unit: "Count" }] };
const message = JSON.stringify({ _aws: { Timestamp: startMs, CloudWatchMetrics: [directive] }, Failures: 3 });
cloudWatch.log({ ...line, kind: "function", message });
await cloudWatch.evaluate(toEpochMs(startMs + 60_000));
setTimeout(() => process.stdout.write("kept\n"), 2_500);
setInterval(() => cloudWatch.log({ ...line, message: "and on" }), 1);
