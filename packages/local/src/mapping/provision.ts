import type { Messaging } from "../backend/messaging.ts";
import { toQueueUrl } from "../backend/queue-url.ts";
import type { Access } from "../events/access.ts";
import type { Emit } from "../events/event.ts";
import type { Resource } from "../graph/graph.ts";
import { readBlock, readList, readNumber, readText } from "../graph/inputs.ts";
import { whole } from "../graph/limits.ts";
import { decide } from "../iam/evaluate.ts";
import type { Statement } from "../iam/policy.ts";
import type { Role } from "../iam/roles.ts";
import type { LambdaHost } from "../lambda/contract.ts";
import type { ClientsIn } from "../service/clients.ts";
import type { Kinds, Running } from "../service/service.ts";
import { startPoller } from "./poller.ts";

/** What a mapping needs. */
export interface MappingSite {
  /** Processors that functions share. */
  cores: number;
  resources: readonly Resource[];
  messaging: Pick<Messaging, "releaseUnfinished">;
  clientsIn: ClientsIn;
  host: Pick<LambdaHost, "invoke">;
  roles: ReadonlyMap<string, Role>;
  /** Policies that stand on resources, by the resource's ARN. */
  resourcePolicies: ReadonlyMap<string, readonly Statement[]>;
  emit: Emit;
  /** Told of every access that is allowed to a role. */
  onAllowed: (roleArn: string, access: Access) => void;
}

const api = "Lambda API Reference";

export const mappingKinds: Kinds<MappingSite> = {
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    rules: {
      used: [
        "batchSize",
        "eventSourceArn",
        "functionName",
        "functionResponseTypes",
        "maximumBatchingWindowInSeconds",
        "scalingConfig",
      ],
      fixed: { enabled: [true] },
      limits: {
        batchSize: whole(api, 1, 10_000),
        maximumBatchingWindowInSeconds: whole(api, 0, 300),
        "scalingConfig.maximumConcurrency": whole(api, 2, 1000),
      },
    },
    prepare: prepareMapping,
  },
};

/** Without a maximum Lambda starts with five batches at a time; growing towards 1,250 is left out here. */
const DEFAULT_CONCURRENCY = 5;
/** What all mappings together may process on a core of this machine (docs/adr/0002-simulated-distance.md). */
const BATCHES_PER_CORE = 4;
const pollActions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

/** Checks what CreateEventSourceMapping checks, and returns what starts the mapping once all is in place. */
function prepareMapping(site: MappingSite, resource: Resource): () => Running {
  const queueArn = readText(resource, "eventSourceArn");
  const functionArn = readText(resource, "functionName");
  const queue = find(site.resources, "aws:sqs/queue:Queue", queueArn, resource);
  const consumer = find(site.resources, "aws:lambda/function:Function", functionArn, resource);
  if (consumer.inputs.tenancyConfig !== undefined)
    throw refuse(resource, `${functionArn} is isolated by tenant, and a mapping names no tenant`);
  checkRole(site, resource, consumer, queueArn);
  const visibilityS = readNumber(queue, "visibilityTimeoutSeconds") ?? 30;
  const timeoutS = readNumber(consumer, "timeout") ?? 3;
  if (visibilityS < timeoutS) {
    throw refuse(
      resource,
      `Queue visibility timeout: ${visibilityS} seconds is less than Function timeout: ${timeoutS} seconds`,
    );
  }
  const batchSize = readNumber(resource, "batchSize") ?? 10;
  const windowMs = (readNumber(resource, "maximumBatchingWindowInSeconds") ?? 0) * 1000;
  if (batchSize > 10 && windowMs < 1000) {
    throw refuse(
      resource,
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
  }
  const scaling = readBlock<{ maximumConcurrency: number }>(resource, "scalingConfig");
  const functionName = readText(consumer, "name");
  const { region } = resource;
  const mappings = site.resources.filter(({ type }) => type === resource.type).length;
  return () => {
    // The consumers of an earlier run are gone: their messages are not kept invisible for the rest of the timeout.
    site.messaging.releaseUnfinished(queueArn);
    return startPoller({
      client: site.clientsIn(region).sqs,
      queueUrl: toQueueUrl(queueArn),
      queueArn,
      functionName,
      region,
      batchSize,
      windowMs,
      concurrency: batchesAtOnce(scaling?.maximumConcurrency ?? DEFAULT_CONCURRENCY, mappings, site.cores),
      partialResponses: readList<string>(resource, "functionResponseTypes").includes(
        "ReportBatchItemFailures",
      ),
      invoke: (payload, traceId) =>
        site.host.invoke({
          region,
          functionName,
          payload,
          caller: { kind: "mapping" },
          ...(traceId === undefined ? {} : { traceId }),
        }),
      emit: site.emit,
    });
  };
}

/**
 * How many batches one of several mappings processes at once: as many as it may, but no more than its share of what the
 * machine can run without the functions waiting for each other's turn, and at least one.
 */
export function batchesAtOnce(maximum: number, mappings: number, cores: number): number {
  return Math.max(1, Math.min(maximum, Math.floor((BATCHES_PER_CORE * cores) / mappings)));
}

function checkRole(site: MappingSite, resource: Resource, consumer: Resource, queueArn: string): void {
  const roleArn = readText(consumer, "role");
  const identity = site.roles.get(roleArn)?.statements ?? [];
  const policy = site.resourcePolicies.get(queueArn);
  const missing = pollActions.filter((action) => {
    const request = {
      action,
      resource: queueArn,
      principals: [`AWS:${roleArn}`],
      context: { "aws:SecureTransport": "true" },
    };
    const { allowed } = decide({ identity, ...(policy === undefined ? {} : { resource: policy }) }, request);
    if (allowed) site.onAllowed(roleArn, { action, resource: queueArn });
    return !allowed;
  });
  if (missing.length === 0) return;
  const calls = missing.map((action) => action.slice(action.indexOf(":") + 1)).join(", ");
  throw refuse(
    resource,
    `The provided execution role does not have permissions to call ${calls} on SQS (grant ${missing.join(", ")} on ${queueArn} to ${roleArn})`,
  );
}

function find(graph: readonly Resource[], type: string, arn: string, mapping: Resource): Resource {
  const found = graph.find((resource) => resource.type === type && resource.arn === arn);
  if (found !== undefined) return found;
  throw refuse(mapping, `there is no ${type} ${arn}`);
}

function refuse(resource: Resource, reason: string): Error {
  return new Error(`The event source mapping ${resource.name} (${resource.region}) is refused: ${reason}.`);
}
