import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { letMeasuredBy } from "./backend/let-measured-by.ts";
import { openBackends } from "./backend/open.ts";
import { type CloudWatch, createCloudWatch } from "./cloudwatch/cloudwatch.ts";
import { feedCloudWatch } from "./cloudwatch/feed.ts";
import { createLogFilter } from "./cloudwatch/log-filter.ts";
import { publishAlarm } from "./cloudwatch/publish.ts";
import { createBus } from "./events/bus.ts";
import type { CloudEvent, FailedWrite } from "./events/event.ts";
import type { Observation } from "./events/observation.ts";
import { openGateway } from "./gateway/gateway.ts";
import type { Resource, ResourceGraph } from "./graph/graph.ts";
import { openApiGateway } from "./http-api/service.ts";
import { collectRoles } from "./iam/roles.ts";
import { openSts } from "./iam/sts.ts";
import { createWitness } from "./iam/witness.ts";
import type { Capacity } from "./lambda/capacity.ts";
import type { LambdaHost } from "./lambda/contract.ts";
import { createLambdaHost } from "./lambda/host.ts";
import { openLambda } from "./lambda/open-api.ts";
import {
  checkResources,
  collectQueuePolicies,
  type Provisioned,
  provision,
  selectResources,
} from "./provision/provision.ts";
import { redeploy } from "./provision/redeploy.ts";
import { runServices } from "./provision/services.ts";
import type { Site } from "./provision/site.ts";
import { systemTimers, type Timers } from "./schedule/run-schedule.ts";
import { openScheduler } from "./schedule/service.ts";
import { type Credentials, createClients } from "./service/clients.ts";
import { createTeardown, type Teardown } from "./service/teardown.ts";
import { type Clock, systemClock } from "./time/clock.ts";
import { readRttMs } from "./wan/rtt.ts";

export interface CloudOptions {
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
  /** Keeps the functions' bundles for clouds to come, which start faster; none are kept by default. */
  bundlesDir?: string;
  /** Key of the data folder, with which the API proves whose it is; no proof is given without one. */
  proofKey?: string;
  /** Values for `secret:NAME` in the graph. A function that needs one that is missing is an error naming it. */
  secrets?: Readonly<Record<string, string>>;
  /** Replaces a variable in every function that has it. */
  environment?: Readonly<Record<string, string>>;
  /** Variables of every function; its own go before them. */
  functionDefaults?: Readonly<Record<string, string>>;
  /** Processors that functions share; the machine's by default. */
  cores?: number;
  /** Where functions may take more or less of the machine than its processors and memory say. */
  capacity?: Partial<Capacity>;
  /** Provisions only these regions and the home region. */
  regions?: readonly string[];
  /** Other AWS-compatible endpoints, to stand in for a service. */
  endpoints?: { sns?: string; sqs?: string; dynamodb?: string };
  onEvent?: (event: CloudEvent) => void;
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
  /** The operator's: everything is allowed to them, from nowhere in particular. */
  credentials: Credentials;
  /** Round trip injected into calls from one region to another; 0 without the simulated network. */
  rttMs(from: string, to: string): number;
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
  const { graph, clock = systemClock, timers = systemTimers, wan = true } = options;
  const { accountId, homeRegion } = graph;
  const resources = [...selectResources(graph, options.regions)];
  checkResources(resources);
  const rttMs = wan ? readRttMs : () => 0;
  for (const { region } of resources) rttMs(homeRegion, region);

  const ground = await layGround(options, resources, teardown);
  const { gateway, clientsIn, authority, credentials, emit } = ground;
  const { messaging, cloudWatch, lambda, backends } = await openServices(options, ground, teardown);
  gateway.serve({
    accountId,
    services: runServices(backends),
    authority,
    operator: credentials,
    identify: (accessKeyId) => lambda.identifySigner(accessKeyId),
    rttMs,
    clock,
    emit,
  });
  const site: Site = {
    root: resolve(options.root),
    cores: ground.cores,
    accountId,
    host: lambda,
    clientsIn,
    roles: ground.roles,
    queuePolicies: authority.resourcePolicies,
    proofKey: options.proofKey,
    secrets: options.secrets ?? {},
    environment: options.environment ?? {},
    emit,
    onAllowed: authority.onAllowed,
    refuse: (subscription) => messaging.refuse(subscription),
  };
  cloudWatch.provision(resources);
  const provisioned: Provisioned = { apis: [], pollers: [], schedules: [] };
  teardown.add(async () => {
    const { apis, pollers, schedules } = provisioned;
    await Promise.all([...apis, ...pollers, ...schedules].map((part) => part.stop()));
  });
  await provision(site, resources, provisioned, {
    apiPort: options.apiPort ?? 0,
    clock,
    timers,
    // Whoever was processing these when the data was left is gone: do not wait out their visibility timeout.
    beforePolling: (queueArn) => messaging.releaseInFlight(queueArn),
  });
  return {
    apiUrl: provisioned.apis[0]?.url ?? "",
    endpoint: gateway.endpoint,
    accountId,
    homeRegion,
    lambda,
    cloudWatch,
    credentials,
    rttMs,
    deploy: (...changed) => redeploy({ site, cloudWatch, resources, roles: ground.roles }, changed),
    returnInFlight: (queueArn) => messaging.releaseInFlight(queueArn),
    stop: teardown.run,
  };
}

type Ground = Awaited<ReturnType<typeof layGround>>;

/** What services stand on: an endpoint, who may do what, and where they tell what happens. */
async function layGround(options: CloudOptions, resources: readonly Resource[], teardown: Teardown) {
  const events = createBus<CloudEvent>();
  events.listen(options.onEvent ?? (() => {}));
  const emit = events.tell;
  const roles = collectRoles(resources);
  const resourcePolicies = collectQueuePolicies(resources);
  const authority = { roles, resourcePolicies, onAllowed: createWitness(emit) };
  const { credentials = createCredentials(), cores = availableParallelism() } = options;
  const gateway = await openGateway();
  teardown.add(() => gateway.stop());
  const { clientsIn, close } = createClients(gateway.endpoint, credentials);
  teardown.add(close);
  const observations = createBus<Observation>();
  return { resources, events, emit, observations, roles, authority, credentials, cores, gateway, clientsIn };
}

/** Opens what answers, each after what it needs, and has CloudWatch listen to all of it. */
async function openServices(options: CloudOptions, ground: Ground, teardown: Teardown) {
  const { dataDir, endpoints = {} } = options;
  const { accountId } = options.graph;
  const { events, emit, observations, authority, clientsIn, gateway, cores, resources } = ground;
  const { resourcePolicies } = authority;
  const onFailedWrite = (failed: FailedWrite) => emit({ kind: "failedWrite", ...failed });
  const onDeadLetter = (queue: string, messageId: string) => emit({ kind: "deadLettered", queue, messageId });
  const { services, messaging } = await openBackends(
    { dataDir, endpoints, onDeadLetter, observe: observations.tell, onFailedWrite },
    teardown,
  );
  messaging.moveTo(Number(new URL(gateway.endpoint).port));
  const cloudWatch = createCloudWatch({
    accountId,
    dataDir,
    onFailedWrite,
    ...(options.aheadMs === undefined ? {} : { aheadMs: options.aheadMs }),
    ...(options.alarmTickMs === undefined ? {} : { tickMs: options.alarmTickMs }),
    onEvent: emit,
    queueDepths: async (nowMs) => messaging.depths(nowMs),
    publish: (notification) => publishAlarm({ accountId, clientsIn, resourcePolicies, emit }, notification),
  });
  teardown.add(() => cloudWatch.stop());
  observations.listen((observation) => cloudWatch.observe(observation));
  events.listen((event) => feedCloudWatch(cloudWatch, event));
  const lambda = createLambdaHost({
    endpoint: () => gateway.endpoint,
    functionDefaults: { ...options.functionDefaults },
    cores,
    ...(options.capacity === undefined ? {} : { capacity: options.capacity }),
    ...(options.bundlesDir !== undefined && { bundlesDir: options.bundlesDir }),
    onRecord: createLogFilter(authority, resources, emit),
    onInvocation: (invocation) => emit({ kind: "invocation", invocation }),
  });
  // Before what stands behind it: nobody is to be answered by a service that has stopped.
  teardown.add(() => gateway.stop());
  teardown.add(() => lambda.stop());
  const dynamodb = letMeasuredBy(services.dynamodb, {
    waits: (call) => lambda.servesRequest(call),
    isMeasuring: () => lambda.isMeasuring(),
  });
  const place = { accountId, resources, host: lambda };
  const backends = {
    ...{ ...services, dynamodb, ...cloudWatch.backends },
    lambda: openLambda(place),
    sts: openSts(place),
    scheduler: openScheduler(place),
    apigateway: openApiGateway(place),
  };
  return { messaging, cloudWatch, lambda, backends };
}

/** An access key that nothing else has. */
export function createCredentials(): Credentials {
  const accessKeyId = `AKIA${randomBytes(8).toString("hex").toUpperCase()}`;
  return { accessKeyId, secretAccessKey: randomBytes(20).toString("hex") };
}
