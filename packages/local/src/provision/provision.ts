import { toQueueArn } from "../backend/queue-url.ts";
import type { Resource, ResourceGraph } from "../graph/graph.ts";
import { readText } from "../graph/inputs.ts";
import { provisionApi } from "../http-api/provision.ts";
import type { ApiServer } from "../http-api/server.ts";
import { parsePolicy, type Statement } from "../iam/policy.ts";
import type { Poller } from "../mapping/poller.ts";
import { provisionMapping } from "../mapping/provision.ts";
import { provisionSchedule } from "../schedule/provision.ts";
import type { RunningSchedule, Timers } from "../schedule/run-schedule.ts";
import type { Clock } from "../time/clock.ts";
import { checkResource } from "./kinds.ts";
import { services } from "./services.ts";
import type { Site } from "./site.ts";

/** What provisioning has started, also when it then fails. */
export interface Provisioned {
  apis: ApiServer[];
  pollers: Poller[];
  schedules: RunningSchedule[];
}

export interface ProvisionOptions {
  /** Port of the first API; the others take free ones. */
  apiPort: number;
  clock: Clock;
  timers: Timers;
  /** Called with each queue a mapping polls, before it does. */
  beforePolling: (queueArn: string) => void;
}

/** IAM is one for all regions. */
const isGlobal = ({ type }: Resource): boolean => type.startsWith("aws:iam/");

/** The resources of the chosen regions and the home region; a subscription goes with its queue. */
export function selectResources(graph: ResourceGraph, regions: readonly string[] | undefined): Resource[] {
  if (regions === undefined) return graph.resources;
  const known = new Set(graph.resources.map(({ region }) => region));
  const unknown = regions.find((region) => !known.has(region));
  if (unknown !== undefined) {
    throw new Error(`The graph has nothing in region ${unknown}; it has ${[...known].sort().join(", ")}.`);
  }
  const chosen = new Set([graph.homeRegion, ...regions]);
  return graph.resources.filter((resource) => {
    if (isGlobal(resource)) return true;
    const { endpoint } = resource.inputs;
    const isSubscription = resource.type === "aws:sns/topicSubscription:TopicSubscription";
    const isArn = isSubscription && typeof endpoint === "string" && endpoint.startsWith("arn:");
    const region = isArn ? endpoint.split(":")[3] : resource.region;
    return region !== undefined && chosen.has(region);
  });
}

/** Throws for what cannot be built faithfully, before anything is. */
export function checkResources(resources: readonly Resource[]): void {
  for (const resource of resources) checkResource(resource);
  const places = new Map<string, Resource>();
  for (const queue of resources.filter(({ type }) => type === "aws:sqs/queue:Queue")) {
    const name = readText(queue, "name");
    const other = places.get(name);
    // fauxqs keeps queues on disk by name alone.
    if (other !== undefined) {
      throw new Error(
        `The queues ${other.name} (${other.region}) and ${queue.name} (${queue.region}) are both called ${name}; the local cloud needs a different name in each region.`,
      );
    }
    places.set(name, queue);
  }
}

/** The policies of queues by queue ARN. */
export function collectQueuePolicies(resources: readonly Resource[]): Map<string, Statement[]> {
  const policies = new Map<string, Statement[]>();
  for (const resource of resources.filter(({ type }) => type === "aws:sqs/queuePolicy:QueuePolicy")) {
    const where = `${resource.type} ${resource.name}`;
    policies.set(
      toQueueArn(readText(resource, "queueUrl")),
      parsePolicy(readText(resource, "policy"), where, "resource"),
    );
  }
  for (const resource of resources.filter(({ type }) => type === "aws:sns/topicPolicy:TopicPolicy")) {
    const where = `${resource.type} ${resource.name}`;
    policies.set(readText(resource, "arn"), parsePolicy(readText(resource, "policy"), where, "resource"));
  }
  return policies;
}

/** Builds the resources, each after what it needs, and starts what runs by itself last. */
export async function provision(
  site: Site,
  resources: readonly Resource[],
  provisioned: Provisioned,
  options: ProvisionOptions,
): Promise<void> {
  let done = 0;
  const built = new Set<string>();
  const advance = ({ type, name, region }: Resource): void => {
    done++;
    site.emit({ kind: "provisioned", done, total: resources.length, type, name, region });
  };
  const build = async (type: string, step: (resource: Resource) => Promise<void>): Promise<void> => {
    built.add(type);
    const chosen = resources.filter((resource) => resource.type === type);
    await Promise.all(
      chosen.map(async (resource) => {
        await step(resource);
        advance(resource);
      }),
    );
  };
  for (const { kinds } of services) {
    for (const [type, { build: step }] of Object.entries(kinds)) {
      if (step !== undefined) await build(type, (resource) => step(site, resource));
    }
  }

  const starts: { queueArn: string; start: () => Poller }[] = [];
  await build("aws:lambda/eventSourceMapping:EventSourceMapping", async (resource) => {
    const start = provisionMapping(site, resource, resources);
    starts.push({ queueArn: readText(resource, "eventSourceArn"), start });
  });
  built.add(apiType);
  for (const resource of resources.filter(({ type }) => type === apiType)) {
    const port = provisioned.apis.length === 0 ? options.apiPort : 0;
    provisioned.apis.push(await provisionApi(site, resource, resources, port, options.clock));
    advance(resource);
  }
  for (const { queueArn, start } of starts) {
    options.beforePolling(queueArn);
    provisioned.pollers.push(start());
  }
  const schedules: (() => RunningSchedule)[] = [];
  await build("aws:scheduler/schedule:Schedule", async (resource) => {
    schedules.push(provisionSchedule(site, resource, resources, options.timers));
  });
  for (const start of schedules) provisioned.schedules.push(start());
  for (const resource of resources) if (!built.has(resource.type)) advance(resource);
}

const apiType = "aws:apigatewayv2/api:Api";
