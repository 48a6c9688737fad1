import type { Service } from "../service/service.ts";
import type { Teardown } from "../service/teardown.ts";
import type { Ground, Site } from "./site.ts";

/** Opens all of them in order, each on the ground and on what those before it gave. Together that is the site. */
export async function openServices(
  ground: Ground,
  teardown: Teardown,
): Promise<{ site: Site; running: Service[] }> {
  const site = { ...ground } as Site;
  const running: Service[] = [];
  for (const description of ground.services) {
    const { gives, ...backend } = await description.open(site);
    teardown.add(backend.stop);
    Object.assign(site, gives);
    running.push({ ...description, ...backend });
  }
  return { site, running };
}
