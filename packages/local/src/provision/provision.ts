import { toQueueArn } from "../backend/queue-url.ts";
import type { Resource, ResourceGraph } from "../graph/graph.ts";
import { readText } from "../graph/inputs.ts";
import { parsePolicy, type Statement } from "../iam/policy.ts";
import type { Running, Start } from "../service/service.ts";
import { checkResource, kindsOf, withoutEffect } from "./kinds.ts";
import type { Site } from "./site.ts";

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
export function checkResources(resources: readonly Resource[], services: Site["services"]): void {
  for (const resource of resources) checkResource(resource, kindsOf(services));
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

/** The ARN of what a policy stands on. */
const holders: Readonly<Record<string, (policy: Resource) => string>> = {
  "aws:sqs/queuePolicy:QueuePolicy": (policy) => toQueueArn(readText(policy, "queueUrl")),
  "aws:sns/topicPolicy:TopicPolicy": (policy) => readText(policy, "arn"),
};

/** The policies of queues and topics, by the ARN of what they stand on. */
export function collectResourcePolicies(resources: readonly Resource[]): Map<string, Statement[]> {
  const policies = new Map<string, Statement[]>();
  for (const resource of resources) {
    const arn = holders[resource.type]?.(resource);
    if (arn === undefined) continue;
    const where = `${resource.type} ${resource.name}`;
    policies.set(arn, parsePolicy(readText(resource, "policy"), where, "resource"));
  }
  return policies;
}

/** The names of tables' partition keys, by the table's ARN. */
export const collectPartitionKeys = (resources: readonly Resource[]): Map<string, string> =>
  new Map(
    resources.flatMap((one) =>
      one.type === "aws:dynamodb/table:Table" ? [[one.arn ?? "", readText(one, "hashKey")]] : [],
    ),
  );

/**
 * Builds the resources, each after what it needs, then starts what runs by itself; `started` has it also when a start fails,
 * `onBuilt` is told before.
 */
export async function provision(site: Site, started: Running[], onBuilt?: () => void): Promise<void> {
  const { resources, cloudWatch } = site;
  let done = 0;
  const advance = ({ type, name, region }: Resource): void => {
    done++;
    site.emit({ kind: "provisioned", done, total: resources.length, type, name, region });
  };
  // These refer to each other.
  cloudWatch.provision(resources);
  const starts: Start[] = [];
  for (const [type, { build, relate, prepare }] of Object.entries(kindsOf(site.services))) {
    const ofType = resources.filter((resource) => resource.type === type);
    await Promise.all(
      ofType.map(async (resource) => {
        if (prepare !== undefined) starts.push(prepare(site, resource));
        await build?.(site, resource);
        advance(resource);
      }),
    );
    await Promise.all(ofType.map((resource) => relate?.(site, resource)));
  }
  for (const resource of resources) if (resource.type in withoutEffect) advance(resource);
  onBuilt?.();
  for (const start of starts) started.push(await start());
}
