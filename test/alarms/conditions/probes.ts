import { at, atHome, type Condition } from "../condition.ts";
import { otherProbes, probe } from "../places.ts";

const all = [probe, ...otherProbes];
const most = otherProbes.slice(0, 3);

/** What goes wrong between regions. */
export const probeConditions: readonly Condition[] = [
  {
    name: "inner may run once at a time and gets a burst",
    rings: at(probe, "inner-throttles", "probe-throttled"),
    async cause(stand) {
      await stand.change("inner", probe, { module: "half-second-inner", reservedConcurrency: 1 });
      await stand.runJob({ samples: 6, load: { model: "burst", size: 6 } });
    },
  },
  {
    name: "outer may not call inner",
    rings: at(probe, "probe-failed"),
    async cause(stand) {
      await stand.deny("outer", probe, "lambda:InvokeFunction");
      await stand.runJob();
    },
  },
  {
    name: "outer may not call inner, and consume may not say so at home",
    rings: at(probe, "probe-failed", "metrics-failed"),
    async cause(stand) {
      await stand.deny("outer", probe, "lambda:InvokeFunction");
      await stand.deny("consume", probe, "cloudwatch:PutMetricData");
      await stand.runJob();
    },
  },
  {
    name: "outer's log keeps its reports back",
    rings: at(probe, "receipts-missing"),
    async cause(stand) {
      await stand.change("outer", probe, { systemLogLevel: "WARN" });
      await stand.runJob();
    },
  },
  {
    name: "a service closes connections after the greeting",
    rings: at(probe, "connections-unkept"),
    async cause(stand) {
      await stand.change("outer", probe, { module: "unkept-outer" });
      await stand.runJob({ samples: 20 });
    },
  },
  {
    name: "most origins fail to reach one target",
    rings: [
      ...atHome(`target-${probe}-bad`),
      ...at(probe, "inner-errors"),
      ...[probe, ...most].flatMap((origin) => at(origin, "probe-failed")),
    ],
    async cause(stand) {
      await stand.change("inner", probe, { module: "failing" });
      await stand.runJob({ origins: [probe, ...most] });
    },
  },
  {
    name: "one origin fails to reach most targets",
    rings: [...atHome(`origin-${probe}-bad`), ...at(probe, "probe-failed")],
    async cause(stand) {
      await stand.deny("outer", probe, "lambda:InvokeFunction");
      await stand.runJob({ targets: [probe, ...most] });
    },
  },
  {
    name: "all origins fail to reach all targets",
    rings: [
      ...all.flatMap((region) => atHome(`origin-${region}-bad`, `target-${region}-bad`)),
      ...all.flatMap((origin) => at(origin, "probe-timed-out")),
    ],
    async cause(stand) {
      for (const region of all) await stand.change("inner", region, { module: "half-second-inner" });
      await stand.runJob({ origins: all, targets: all, deadlineMs: 200 });
    },
  },
];
