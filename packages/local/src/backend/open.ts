import type { Emit } from "../events/event.ts";
import type { Observation } from "../events/observation.ts";
import type { Resource } from "../graph/graph.ts";
import type { Backend } from "../service/backend.ts";
import type { OnFailedWrite } from "../service/failed-write.ts";
import type { Opened } from "../service/service.ts";
import { policiesIn } from "./deployed-policy.ts";
import type { Disorder } from "./disorder.ts";
import { letMeasuredBy, type Precedence } from "./let-measured-by.ts";
import { type Messaging, openMessaging } from "./messaging.ts";
import { observeReceives } from "./observe-receives.ts";
import { observeTables } from "./observe-tables.ts";
import { showDeployed } from "./table-settings.ts";
import { createTables } from "./tables.ts";
import { traceMessages } from "./trace-messages.ts";

/** What opening SNS, SQS and DynamoDB needs. */
export interface BackendSite {
  dataDir?: string;
  /** What stands in for dynalite; it is stopped with the rest. */
  tables?: Backend;
  /** The gateway's; queues are known by its port. */
  endpoint: string;
  /** Told what AWS would publish metrics about. */
  observe: (observation: Observation) => void;
  emit: Emit;
  onFailedWrite: OnFailedWrite;
  resources: readonly Resource[];
  disorder?: Disorder | false;
  filtersAfterMs?: number;
}

export async function openQueues(site: BackendSite): Promise<Opened<{ messaging: Messaging }>> {
  const { dataDir, endpoint, observe, emit, onFailedWrite, resources, disorder = false } = site;
  const onDeadLetter = (queue: string, messageId: string) => emit({ kind: "deadLettered", queue, messageId });
  const messaging = await openMessaging({
    ...{ dataDir, onDeadLetter, observe, onFailedWrite },
    disorder,
    filtersAfterMs: site.filtersAfterMs ?? 0,
    policyOf: policiesIn(resources),
  });
  messaging.moveTo(Number(new URL(endpoint).port));
  const answer = traceMessages(observeReceives(messaging.answer, observe));
  return { answer, stop: messaging.stop, gives: { messaging } };
}

/** Topics are where their queues are. */
export const openTopics = ({ messaging: { answer } }: { messaging: Backend }): Backend => ({
  answer,
  stop: async () => {},
});

export function openTables(site: BackendSite & { host: Precedence }): Backend {
  const { dataDir, observe, onFailedWrite, resources, host } = site;
  const { answer, stop } = site.tables ?? createTables(dataDir, onFailedWrite);
  return { answer: letMeasuredBy(observeTables(showDeployed(answer, resources), observe), host), stop };
}
