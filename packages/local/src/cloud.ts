import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import type { Backend } from "./backend/backend.ts";
import { createFunctions } from "./backend/functions.ts";
import { openMessaging } from "./backend/messaging.ts";
import { connectRemote } from "./backend/remote.ts";
import { createTables } from "./backend/tables.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { CloudEvent } from "./event.ts";
import { type Gateway, openGateway } from "./gateway/gateway.ts";
import type { ResourceGraph } from "./graph.ts";
import { collectRoles } from "./iam/roles.ts";
import { createLambdaHost, type LambdaHost } from "./lambda/host.ts";
import { createLogFilter } from "./log-filter.ts";
import {
  checkResources,
  collectQueuePolicies,
  type Provisioned,
  provision,
  selectResources,
} from "./provision/provision.ts";
import { type Credentials, createClients } from "./provision/site.ts";
import { readRttMs } from "./wan/rtt.ts";

export interface CloudOptions {
  graph: ResourceGraph;
  /** Folder that the functions' handler paths start from. */
  root: string;
  /** Port of the API; a free one by default. */
  apiPort?: number;
  /** Keeps queues and tables: jobs and messages survive a restart, also after kill -9. In memory when absent. */
  dataDir?: string;
  /** Whether calls take as long as the distance between their regions makes them; by default they do. */
  wan?: boolean;
  /** Values for `secret:NAME` in the graph. A function that needs one that is missing is an error naming it. */
  secrets?: Readonly<Record<string, string>>;
  /** Replaces a variable in every function that has it. */
  environment?: Readonly<Record<string, string>>;
  /** Provisions only these regions and the home region. */
  regions?: readonly string[];
  /** Other AWS-compatible endpoints, to stand in for a service. */
  endpoints?: { sns?: string; sqs?: string; dynamodb?: string };
  onEvent?: (event: CloudEvent) => void;
  clock?: Clock;
}

export interface Cloud {
  /** Where the first API answers; empty when the graph has none. */
  apiUrl: string;
  /** The endpoint of every AWS service in every region. */
  endpoint: string;
  accountId: string;
  homeRegion: string;
  lambda: LambdaHost;
  /** The operator's: everything is allowed to them, from nowhere in particular. */
  credentials: Credentials;
  /** Round trip injected into calls from one region to another; 0 without the simulated network. */
  rttMs(from: string, to: string): number;
  /** Takes under five seconds; messages being processed go back to their queues. */
  stop(): Promise<void>;
}

/**
 * Provisions a resource graph on this machine. Rejects, leaving nothing running, for whatever it cannot build as AWS
 * would: an unknown resource type, an unsupported input, a policy it cannot evaluate, a missing secret.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { graph, onEvent = () => {}, clock = systemClock, wan = true, dataDir, endpoints = {} } = options;
  const { accountId, homeRegion } = graph;
  const resources = selectResources(graph, options.regions);
  checkResources(resources);
  const rttMs = wan ? readRttMs : () => 0;
  for (const { region } of resources) rttMs(homeRegion, region);
  const authority = { roles: collectRoles(resources), resourcePolicies: collectQueuePolicies(resources) };

  const credentials = {
    accessKeyId: `AKIA${randomBytes(8).toString("hex").toUpperCase()}`,
    secretAccessKey: randomBytes(20).toString("hex"),
  };
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).reverse()) await step();
  };
  try {
    const messaging = await openMessaging({
      dataDir,
      onDeadLetter: (queue, messageId) => onEvent({ kind: "deadLettered", queue, messageId }),
    });
    stops.push(() => messaging.stop());
    const tables =
      endpoints.dynamodb === undefined ? createTables(dataDir) : connectRemote(endpoints.dynamodb);
    stops.push(() => tables.stop());
    const backends: Record<string, Backend> = {
      sns: endpoints.sns === undefined ? messaging : connectRemote(endpoints.sns),
      sqs: endpoints.sqs === undefined ? messaging : connectRemote(endpoints.sqs),
      dynamodb: tables,
    };
    for (const remote of [backends.sns, backends.sqs]) {
      if (remote !== undefined && remote !== messaging) stops.push(() => remote.stop());
    }

    let gateway: Gateway | undefined;
    const lambda = createLambdaHost({
      endpoint: () => gateway?.endpoint ?? "",
      functionDefaults: { CRISSCROSS_WAN: wan ? "simulated" : "none" },
      onRecord: createLogFilter(authority, resources, onEvent),
      onInvocation: (invocation) => onEvent({ kind: "invocation", invocation }),
    });
    backends.lambda = createFunctions(lambda);
    gateway = await openGateway({
      accountId,
      backends,
      authority,
      operatorKeyId: credentials.accessKeyId,
      identify: (accessKeyId) => lambda.identify(accessKeyId),
      rttMs,
      clock,
      emit: onEvent,
    });
    const { endpoint, stop: stopGateway } = gateway;
    stops.push(stopGateway, () => lambda.stop());

    const { clientsIn, close } = createClients(endpoint, credentials);
    stops.push(async () => close());
    const site = {
      root: resolve(options.root),
      accountId,
      host: lambda,
      clientsIn,
      roles: authority.roles,
      queuePolicies: authority.resourcePolicies,
      secrets: options.secrets ?? {},
      environment: options.environment ?? {},
      emit: onEvent,
    };
    const provisioned = await provision(site, resources, {
      apiPort: options.apiPort ?? 0,
      clock,
      // Whoever was processing these when the data was left is gone: do not wait out their visibility timeout.
      beforePolling: (queueArn) => messaging.releaseInFlight(queueArn),
    });
    stops.push(() => stopProvisioned(provisioned));
    return {
      apiUrl: provisioned.apis[0]?.url ?? "",
      endpoint,
      accountId,
      homeRegion,
      lambda,
      credentials,
      rttMs,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function stopProvisioned({ apis, pollers }: Provisioned): Promise<void> {
  await Promise.all([...apis, ...pollers].map((part) => part.stop()));
}
