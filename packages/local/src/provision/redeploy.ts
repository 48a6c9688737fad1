import type { Resource } from "../graph/graph.ts";
import { checkResource, kindsOf } from "./kinds.ts";
import type { Site } from "./site.ts";

/** Deploys changed resources into a running cloud. Throws for a type that cannot be replaced, and for what is not there yet. */
export async function redeploy(site: Site, changed: readonly Resource[]): Promise<void> {
  const { resources, services } = site;
  const kinds = kindsOf(services);
  const replaceable = Object.keys(kinds).filter((type) => kinds[type]?.replace !== undefined);
  for (const resource of changed) {
    checkResource(resource, kinds);
    const place = resources.findIndex((other) => isSame(other, resource));
    if (place < 0) throw refuse(resource, "it is not deployed");
    const replace = kinds[resource.type]?.replace;
    if (replace === undefined) throw refuse(resource, `only ${replaceable.join(", ")} can be`);
    resources[place] = resource;
    await replace(site, resource);
  }
}

const isSame = (a: Resource, b: Resource): boolean =>
  a.type === b.type && a.region === b.region && a.name === b.name;

const refuse = ({ type, name, region }: Resource, reason: string): Error =>
  new Error(
    `${type} ${name} (${region}) cannot be changed while the cloud runs: ${reason}. Start another cloud.`,
  );
