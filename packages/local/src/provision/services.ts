import { dynamodb } from "../backend/dynamodb.ts";
import { sns } from "../backend/sns.ts";
import { sqs } from "../backend/sqs.ts";
import { logs, monitoring } from "../cloudwatch/services.ts";
import { apigateway } from "../http-api/service.ts";
import { sts } from "../iam/sts.ts";
import { lambda } from "../lambda/service.ts";
import { scheduler } from "../schedule/service.ts";
import type { Description, Service } from "../service/service.ts";
import type { Teardown } from "../service/teardown.ts";
import type { Ground, Site } from "./site.ts";

/**
 * Every service there is, in the order in which they are opened and their resources built: each after what it needs.
 * Adding one is its folder and its entry here.
 */
export const services = [
  sqs,
  sns,
  lambda,
  dynamodb,
  monitoring,
  logs,
  sts,
  scheduler,
  apigateway,
] as const satisfies Description<Site, Partial<Site>>[];

/** Opens all of them in order, each on the ground and on what those before it gave. Together that is the site. */
export async function openServices(
  ground: Ground,
  teardown: Teardown,
): Promise<{ site: Site; running: Service[] }> {
  const site = { ...ground } as Site;
  const running: Service[] = [];
  for (const description of services as readonly Description<Site>[]) {
    const { gives, ...backend } = await description.open(site);
    teardown.add(backend.stop);
    Object.assign(site, gives);
    running.push({ ...description, ...backend });
  }
  return { site, running };
}
