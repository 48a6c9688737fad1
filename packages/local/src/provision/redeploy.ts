import type { CloudWatch } from "../cloudwatch/cloudwatch.ts";
import type { Resource } from "../graph/graph.ts";
import { collectRoles, type Role } from "../iam/roles.ts";
import { replaceFunction } from "../lambda/provision/function.ts";
import { checkResource } from "./kinds.ts";
import type { Site } from "./site.ts";

export interface Running {
  site: Site;
  cloudWatch: Pick<CloudWatch, "provision">;
  /** Everything that is deployed; a changed resource takes its predecessor's place. */
  resources: Resource[];
  roles: Map<string, Role>;
}

/**
 * Deploys changed resources into a running cloud: functions, roles, alarms. Throws for any other type and for a resource
 * that is not there yet.
 */
export async function redeploy(running: Running, changed: readonly Resource[]): Promise<void> {
  const { site, cloudWatch, resources, roles } = running;
  for (const resource of changed) {
    checkResource(resource);
    const place = resources.findIndex((other) => isSame(other, resource));
    if (place < 0) throw refuse(resource, "it is not deployed");
    resources[place] = resource;
    switch (resource.type) {
      case "aws:lambda/function:Function":
        await replaceFunction(site, resource);
        break;
      case "aws:iam/role:Role":
        for (const [arn, role] of collectRoles(resources)) roles.set(arn, role);
        break;
      case "aws:cloudwatch/metricAlarm:MetricAlarm":
      case "aws:cloudwatch/compositeAlarm:CompositeAlarm":
        cloudWatch.provision([resource]);
        break;
      default:
        throw refuse(resource, "only functions, roles and alarms can be");
    }
  }
}

const isSame = (a: Resource, b: Resource): boolean =>
  a.type === b.type && a.region === b.region && a.name === b.name;

const refuse = ({ type, name, region }: Resource, reason: string): Error =>
  new Error(
    `${type} ${name} (${region}) cannot be changed while the cloud runs: ${reason}. Start another cloud.`,
  );
