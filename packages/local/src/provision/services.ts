import { dynamodb } from "../backend/dynamodb.ts";
import { sns } from "../backend/sns.ts";
import { sqs } from "../backend/sqs.ts";
import { logs, monitoring } from "../cloudwatch/services.ts";
import { apigateway } from "../http-api/service.ts";
import { sts } from "../iam/sts.ts";
import { lambda } from "../lambda/service.ts";
import { scheduler } from "../schedule/service.ts";
import type { Backend } from "../service/backend.ts";
import { type Description, runService, type Service } from "../service/service.ts";
import type { Site } from "./site.ts";

/**
 * Every service there is, in the order in which their resources are built: each after what it needs. Adding one is its
 * folder and its entry here; what answers for it, the type checker then asks of cloud.ts.
 */
export const services = [
  sqs,
  sns,
  dynamodb,
  lambda,
  monitoring,
  logs,
  sts,
  scheduler,
  apigateway,
] as const satisfies Description<Site>[];

/** What answers, by the service's name. */
export type Backends = Readonly<Record<(typeof services)[number]["name"], Backend>>;

export const runServices = (backends: Backends): Service[] =>
  services.map((description) => runService(description, backends[description.name]));
