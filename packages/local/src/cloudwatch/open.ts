import type { Messaging } from "../backend/messaging.ts";
import type { Bus } from "../events/bus.ts";
import type { CloudEvent } from "../events/event.ts";
import type { Metrics, Observation } from "../events/observation.ts";
import type { OnFailedWrite } from "../service/failed-write.ts";
import type { Opened } from "../service/service.ts";
import { type CloudWatch, createCloudWatch } from "./cloudwatch.ts";
import { feedCloudWatch } from "./feed.ts";
import { type Publisher, publishAlarm } from "./publish.ts";

/** What opening CloudWatch needs. */
export interface WatchSite extends Publisher {
  dataDir?: string;
  onFailedWrite: OnFailedWrite;
  aheadMs?: () => number;
  alarmTickMs?: number;
  messaging: Pick<Messaging, "depths">;
  events: Bus<CloudEvent>;
  observations: Bus<Observation>;
  metrics: Metrics;
}

/** Opens CloudWatch and its logs, which listen to everything that the local cloud tells. */
export function openCloudWatch(site: WatchSite): Opened<{ cloudWatch: CloudWatch }> {
  const {
    accountId,
    dataDir,
    onFailedWrite,
    aheadMs,
    alarmTickMs,
    messaging,
    events,
    observations,
    metrics,
  } = site;
  const cloudWatch = createCloudWatch({
    accountId,
    metrics,
    dataDir,
    onFailedWrite,
    ...(aheadMs && { aheadMs }),
    ...(alarmTickMs !== undefined && { tickMs: alarmTickMs }),
    onEvent: events.tell,
    queueDepths: async (nowMs) => messaging.depths(nowMs),
    publish: (notification) => publishAlarm(site, notification),
  });
  observations.listen(cloudWatch.observe);
  events.listen((event) => feedCloudWatch(cloudWatch, event));
  const { monitoring } = cloudWatch.backends;
  return { answer: monitoring.answer, stop: cloudWatch.stop, gives: { cloudWatch } };
}
