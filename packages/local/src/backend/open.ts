import type { Observation } from "../events/observation.ts";
import type { Backend } from "../service/backend.ts";
import type { OnFailedWrite } from "../service/failed-write.ts";
import type { Teardown } from "../service/teardown.ts";
import { type Messaging, openMessaging } from "./messaging.ts";
import { observeReceives } from "./observe-receives.ts";
import { observeTables } from "./observe-tables.ts";
import { connectRemote } from "./remote.ts";
import { keepSettings } from "./table-settings.ts";
import { createTables } from "./tables.ts";
import { traceMessages } from "./trace-messages.ts";

export interface BackendOptions {
  dataDir: string | undefined;
  /** Other AWS-compatible endpoints, to stand in for a service. */
  endpoints: { sns?: string; sqs?: string; dynamodb?: string };
  onDeadLetter: (queue: string, messageId: string) => void;
  /** Told what AWS would publish metrics about; of a stand-in's queues and topics only what is received. */
  observe: (observation: Observation) => void;
  onFailedWrite: OnFailedWrite;
}

export interface Backends {
  /** By the service's name in credential scopes. */
  services: Record<"sns" | "sqs" | "dynamodb", Backend>;
  messaging: Messaging;
}

/** Opens what answers for SNS, SQS and DynamoDB. */
export async function openBackends(options: BackendOptions, teardown: Teardown): Promise<Backends> {
  const { dataDir, endpoints, onDeadLetter, observe, onFailedWrite } = options;
  if ((endpoints.sns === undefined) !== (endpoints.sqs === undefined)) {
    throw new Error(
      "Give endpoints.sns and endpoints.sqs together: a topic delivers to queues of its own endpoint only.",
    );
  }
  const messaging = await openMessaging({ dataDir, onDeadLetter, observe, onFailedWrite });
  const choose = (endpoint: string | undefined, own: () => Backend): Backend =>
    endpoint === undefined ? own() : connectRemote(endpoint);
  const services = {
    sns: choose(endpoints.sns, () => messaging),
    sqs: choose(endpoints.sqs, () => messaging),
    dynamodb: choose(endpoints.dynamodb, () => createTables(dataDir, onFailedWrite)),
  };
  for (const backend of new Set<Backend>([messaging, ...Object.values(services)]))
    teardown.add(() => backend.stop());
  const observed = {
    sns: services.sns,
    sqs: traceMessages(observeReceives(services.sqs, observe)),
    dynamodb: observeTables(keepSettings(services.dynamodb), observe),
  };
  return { services: observed, messaging };
}
