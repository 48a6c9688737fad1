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
import { connectRemote } from "./remote.ts";
import { keepSettings } from "./table-settings.ts";
import { createTables } from "./tables.ts";
import { traceMessages } from "./trace-messages.ts";

/** What opening SNS, SQS and DynamoDB needs. */
export interface BackendSite {
  dataDir?: string;
  /** Other AWS-compatible endpoints, to stand in for a service. */
  endpoints: { sns?: string; sqs?: string; dynamodb?: string };
  /** The gateway's; queues are known by its port. */
  endpoint: string;
  /** Told what AWS would publish metrics about; of a stand-in's queues and topics only what is received. */
  observe: (observation: Observation) => void;
  emit: Emit;
  onFailedWrite: OnFailedWrite;
  resources: readonly Resource[];
  disorder?: Disorder | false;
  filtersAfterMs?: number;
}

export async function openQueues(site: BackendSite): Promise<Opened<{ messaging: Messaging }>> {
  const { dataDir, endpoints, endpoint, observe, emit, onFailedWrite, resources, disorder = false } = site;
  if ((endpoints.sns === undefined) !== (endpoints.sqs === undefined)) {
    throw new Error(
      "Give endpoints.sns and endpoints.sqs together: a topic delivers to queues of its own endpoint only.",
    );
  }
  const standIn = endpoints.sqs === undefined ? undefined : connectRemote(endpoints.sqs);
  const onDeadLetter = (queue: string, messageId: string) => emit({ kind: "deadLettered", queue, messageId });
  const messaging = await openMessaging({
    ...{ dataDir, onDeadLetter, observe, onFailedWrite },
    disorder,
    filtersAfterMs: site.filtersAfterMs ?? 0,
    policyOf: policiesIn(resources),
  });
  messaging.moveTo(Number(new URL(endpoint).port));
  const answer = traceMessages(observeReceives((standIn ?? messaging).answer, observe));
  const stop = async (): Promise<void> => {
    await standIn?.stop();
    await messaging.stop();
  };
  return { answer, stop, gives: { messaging } };
}

/** Topics are where their queues are. */
export function openTopics({ endpoints, messaging }: BackendSite & { messaging: Backend }): Backend {
  const { answer } = messaging;
  return endpoints.sns === undefined ? { answer, stop: async () => {} } : connectRemote(endpoints.sns);
}

export function openTables(site: BackendSite & { host: Precedence }): Backend {
  const { dataDir, endpoints, observe, onFailedWrite, host } = site;
  const { answer, stop } =
    endpoints.dynamodb === undefined
      ? createTables(dataDir, onFailedWrite)
      : connectRemote(endpoints.dynamodb);
  return { answer: letMeasuredBy(observeTables(keepSettings(answer), observe), host), stop };
}
