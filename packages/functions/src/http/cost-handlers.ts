import { estimateJob } from "@crisscross/core/cost/estimate";
import {
  alarmsCost,
  assumedLines,
  type CostDocument,
  costViewOf,
  type EstimateDocument,
  estimateBasis,
  notCounted,
} from "@crisscross/core/documents/cost-document";
import type { RouteName } from "@crisscross/core/documents/routes";
import { aboutPrices } from "@crisscross/core/job/prices";
import { type CostReading, readCost } from "../results/read-cost.ts";
import { type ReadDeps, readState, readView } from "../results/read-job.ts";
import { type CostDeps, costJob } from "../submit/cost-job.ts";
import { countAlarmMetrics } from "../watching/count-alarm-metrics.ts";
import type { MonitorDeps } from "../watching/monitor.ts";
import { type Handler, pathParam } from "./handler.ts";
import { readJobId } from "./job-request.ts";

type CostHandlerDeps = CostDeps & CostReading & ReadDeps & { monitor: MonitorDeps };

/** The route that tells a job's cost. */
export const costHandlers = (deps: CostHandlerDeps) =>
  ({
    async GetCost(c) {
      const state = await readState(deps, readJobId(pathParam(c, "id")));
      const view = await readView(deps, state);
      const { ok, throttled, timeout, error } = view.ledger;
      const stored = ok + throttled + timeout + error;
      const { spec, probesPerBlock } = state.record;
      const { memoryMb, home } = deps;
      const spent = await readCost(deps, state, stored);
      const document: CostDocument = {
        job: { id: view.id, state: view.state },
        estimate: costViewOf(estimateJob({ spec, probesPerBlock, memoryMb, home })),
        actual: costViewOf(spent.cost),
        basis: {
          blocks: spent.blocks,
          stored: Math.ceil(stored / probesPerBlock),
          unbilled: spent.unbilled,
          assumed: assumedLines,
        },
        ...(await sharedOf(deps.monitor, spent.seconds)),
      };
      return c.json(document);
    },
  }) satisfies Partial<Record<RouteName, Handler>>;

/** What a submitted job would take and cost. Throws as costJob. */
export async function estimateOf(
  deps: CostDeps & { monitor: MonitorDeps },
  body: unknown,
): Promise<EstimateDocument> {
  const { spec, estimate } = costJob(deps, body);
  const { origins, targets, variants, ...numbers } = spec;
  const { cells, blocks, probes, seconds } = estimate;
  return {
    spec: { origins: [...origins], targets: [...targets], variants: [...variants], ...numbers },
    ...{ cells, blocks, probes, seconds, basis: estimateBasis },
    ...costViewOf(estimate),
    ...(await sharedOf(deps.monitor, seconds)),
  };
}

async function sharedOf(monitor: MonitorDeps, seconds: number) {
  const { counts, failures } = await countAlarmMetrics(monitor);
  const alarms = { ...costViewOf(alarmsCost(counts, seconds)), failures };
  return { alarms, notCounted, prices: aboutPrices };
}
