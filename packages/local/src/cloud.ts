import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { CloudWatch } from "./cloudwatch/cloudwatch.ts";
import { createBus } from "./events/bus.ts";
import type { CloudEvent } from "./events/event.ts";
import type { Observation } from "./events/observation.ts";
import { openGateway } from "./gateway/gateway.ts";
import type { Resource, ResourceGraph } from "./graph/graph.ts";
import { collectRoles } from "./iam/roles.ts";
import { createWitness } from "./iam/witness.ts";
import type { Capacity } from "./lambda/capacity.ts";
import type { LambdaHost } from "./lambda/contract.ts";
import { openServices } from "./provision/open-services.ts";
import {
  checkResources,
  collectPartitionKeys,
  collectResourcePolicies,
  provision,
  selectResources,
} from "./provision/provision.ts";
import { redeploy } from "./provision/redeploy.ts";
import { metricsOf, services } from "./provision/services.ts";
import type { Ground } from "./provision/site.ts";
import { chooseUnkindness, type UnkindOptions } from "./provision/unkindness.ts";
import { systemTimers, type Timers } from "./schedule/run-schedule.ts";
import type { Backend } from "./service/backend.ts";
import { type Credentials, createClients } from "./service/clients.ts";
import type { Running } from "./service/service.ts";
import { createTeardown, type Teardown } from "./service/teardown.ts";
import { type Clock, systemClock } from "./time/clock.ts";
import type { Injected } from "./wan/injected.ts";
import { type NetworkOptions, openNetwork } from "./wan/network.ts";
import { readRttMs } from "./wan/rtt.ts";

export interface CloudOptions extends UnkindOptions {
  graph: ResourceGraph;
  /** Folder that the functions' handler paths start from. */
  root: string;
  /** Port of the API; a free one by default. */
  apiPort?: number;
  /**
   * Keeps queues, tables, metrics, logs and alarms: jobs and messages survive a restart, also after kill -9. In memory
   * when absent.
   */
  dataDir?: string;
  /** The operator's, so that they can be kept; made up by default. */
  credentials?: Credentials;
  /** Whether calls take as long as the distance between their regions makes them; by default they do. */
  wan?: boolean;
  /** How unkind that network is; as unkind as AWS's by default. */
  network?: NetworkOptions;
  /** Keeps the functions' bundles for clouds to come, which start faster; none are kept by default. */
  bundlesDir?: string;
  /** Key of the data folder, with which the API proves whose it is; no proof is given without one. */
  proofKey?: string;
  /** Values for `secret:NAME` in the graph. A function that needs one that is missing is an error naming it. */
  secrets?: Readonly<Record<string, string>>;
  /** Replaces a variable in every function that has it. */
  variables?: Readonly<Record<string, string>>;
  /** Variables of every function; its own go before them. */
  functionDefaults?: Readonly<Record<string, string>>;
  /** Processors that functions share; the machine's by default. */
  cores?: number;
  /** Where functions may take more or less of the machine than its processors and memory say. */
  capacity?: Partial<Capacity>;
  /** Provisions only these regions and the home region. */
  regions?: readonly string[];
  /** What stands in for DynamoDB, to make it fail. */
  tables?: Backend;
  onEvent?: (event: CloudEvent) => void;
  /** The services there are; those of provision/services.ts by default. */
  services?: Ground["services"];
  clock?: Clock;
  /** The wall clock schedules go by. */
  timers?: Timers;
  /** How far CloudWatch dates what happens ahead of its own time, so that tests let hours pass; 0 by default. */
  aheadMs?: () => number;
  /** How often alarms are evaluated; every minute by default, and only through `cloudWatch.evaluate` if 0. */
  alarmTickMs?: number;
}

export interface Cloud {
  /** Where the first API answers; empty when the graph has none. */
  apiUrl: string;
  /** The endpoint of every AWS service in every region. */
  endpoint: string;
  accountId: string;
  homeRegion: string;
  lambda: LambdaHost;
  cloudWatch: CloudWatch;
  /** The operator's. They may do everything, and no distance lies between them and any region. */
  credentials: Credentials;
  /** Round trip of the table from one region to another, before weather; 0 without the simulated network. */
  rttMs(from: string, to: string): number;
  /** What else is simulated, by name. */
  unkindness: readonly string[];
  /** What the network took time for, oldest first, of the last ones; those after a number, if one is given. */
  injected(after?: number): Injected[];
  /** Puts changed functions, roles and alarms in place, as a deployment does; rejects for other types. */
  deploy(...changed: Resource[]): Promise<void>;
  /** Makes a queue's messages in flight receivable at once, as if their visibility timeouts were over. */
  returnInFlight(queueArn: string): void;
  /** Takes under five seconds; messages being processed go back to their queues. */
  stop(): Promise<void>;
}

/**
 * Provisions a resource graph on this machine. Rejects, leaving nothing running, for whatever it cannot build as AWS
 * would: an unknown resource type, an unsupported input, a policy it cannot evaluate, a missing secret.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const teardown = createTeardown();
  try {
    return await build(options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function build(options: CloudOptions, teardown: Teardown): Promise<Cloud> {
  const { graph, wan = true, credentials = createCredentials() } = options;
  const resources = [...selectResources(graph, options.regions)];
  checkResources(resources, options.services ?? services);
  const { unkindness, ...unkind } = chooseUnkindness(options);
  const rttMs = wan ? readRttMs : () => 0;
  for (const { region } of resources) rttMs(graph.homeRegion, region);

  const network = wan ? openNetwork(options.network) : undefined;
  const gateway = await openGateway({}, network);
  teardown.add(() => gateway.stop());
  const { endpoint, secure } = gateway;
  const { clientsIn, close } = createClients(endpoint, credentials);
  teardown.add(close);
  const door = network && secure && { ...secure, lineOf: network.lineOf };
  const given = { ...options, ...unkind };
  const ground = { ...layGround(given, { resources, endpoint, clientsIn }), ...(door && { door }) };
  const { site, running } = await openServices(ground, teardown);
  const { accountId, host, cloudWatch, messaging, clock, emit } = site;
  // Stopped before the services, so that no request reaches one that has stopped.
  teardown.add(() => gateway.stop());
  teardown.add(() => host.stop());
  gateway.serve({
    accountId,
    regions: new Set([graph.homeRegion, ...resources.map(({ region }) => region)]),
    services: running,
    authority: site,
    operator: credentials,
    identify: host.identify,
    network,
    clock,
    emit,
  });
  const started: Running[] = [];
  teardown.add(async () => {
    await Promise.all(started.map((one) => one.stop()));
  });
  await provision(site, started, () => network?.begin());
  return {
    apiUrl: started.find(({ url }) => url !== undefined)?.url ?? "",
    endpoint,
    accountId,
    homeRegion: graph.homeRegion,
    lambda: host,
    cloudWatch,
    credentials,
    rttMs,
    unkindness,
    injected: (after = 0) => network?.log.after(after) ?? [],
    deploy: (...changed) => redeploy(site, changed),
    returnInFlight: messaging.releaseInFlight,
    stop: teardown.run,
  };
}

/** What services stand on: who may do what, and where they tell what happens. */
function layGround(
  options: CloudOptions,
  found: Pick<Ground, "resources" | "endpoint" | "clientsIn">,
): Ground {
  const events = createBus<CloudEvent>();
  events.listen(options.onEvent ?? (() => {}));
  const observations = createBus<Observation>();
  const emit = events.tell;
  return {
    cores: availableParallelism(),
    clock: systemClock,
    timers: systemTimers,
    apiPort: 0,
    secrets: {},
    variables: {},
    functionDefaults: {},
    services,
    ...options,
    ...found,
    root: resolve(options.root),
    accountId: options.graph.accountId,
    roles: collectRoles(found.resources),
    resourcePolicies: collectResourcePolicies(found.resources),
    partitionKeys: collectPartitionKeys(found.resources),
    onAllowed: createWitness(emit),
    events,
    emit,
    observations,
    observe: observations.tell,
    metrics: metricsOf(options.services ?? services),
    onFailedWrite: (failed) => emit({ kind: "failedWrite", ...failed }),
  };
}

/** An access key that nothing else has. */
export function createCredentials(): Credentials {
  const accessKeyId = `AKIA${randomBytes(8).toString("hex").toUpperCase()}`;
  return { accessKeyId, secretAccessKey: randomBytes(20).toString("hex") };
}
