import { epochMs } from "@crisscross/core/edge/time";
import { monitors } from "@crisscross/functions/aws/cloudwatch-monitor";
import { listAlarms } from "@crisscross/functions/watching/read-alarms";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ResourceGraph } from "../../scripts/graph.ts";
import { pointClientsAt } from "../local/cloudwatch/served.ts";
import {
  createVirtualCloudWatch,
  type Served,
  serve,
  type VirtualCloudWatch,
} from "../local/cloudwatch/virtual-cloudwatch.ts";
import { functionOf, home, ofType, probeRegions } from "./stack.ts";
import { synthesized } from "./synthesized.ts";
import { alarms, watchTypes } from "./watching.ts";

/** The name of the one starts with the name of the other. */
const stages = ["dev", "dev-2"] as const;
let graphs: ResourceGraph[];
let cloudWatch: VirtualCloudWatch;
let served: Served;

const alarmsOf = (graph: ResourceGraph) => [...alarms(graph), ...ofType(watchTypes.composite, graph)];

beforeAll(async () => {
  graphs = await Promise.all(stages.map((stage) => synthesized({ stage })));
  cloudWatch = createVirtualCloudWatch();
  cloudWatch.provision(graphs.flatMap(alarmsOf));
  served = await serve(cloudWatch);
  pointClientsAt(served.endpoint);
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await served.stop();
  await cloudWatch.stop();
});

describe("of two stages in one account", () => {
  it.each(stages)("the API of %s lists its own alarms, all of them and no others", async (stage) => {
    const graph = graphs[stages.indexOf(stage)];
    if (graph === undefined) throw new Error(`${stage} was not synthesised`);
    const { variables } = functionOf("api", home, graph).inputs.environment as {
      variables: Record<string, string>;
    };
    const { alarms: listed, failures } = await listAlarms(
      {
        monitorIn: monitors(),
        home,
        deployed: probeRegions,
        alarmPrefix: String(variables.ALARM_PREFIX),
        namespace: String(variables.POWERTOOLS_METRICS_NAMESPACE),
        dashboard: String(variables.DASHBOARD),
        nowMs: () => epochMs(Date.now()),
        unreadable: () => undefined,
      },
      {},
    );
    const names = (stem: string) =>
      alarmsOf(graph).map(
        ({ region, inputs }) => `${region} ${String(inputs.name ?? inputs.alarmName).replace(stem, "")}`,
      );
    expect(failures).toEqual([]);
    expect(listed.map(({ region, name }) => `${region} ${name}`).sort()).toEqual(
      names(`Crisscross/${stage}/`).sort(),
    );
  });
});
