import { dynamodb } from "../backend/dynamodb.ts";
import { sns } from "../backend/sns.ts";
import { sqs } from "../backend/sqs.ts";
import { logs, monitoring } from "../cloudwatch/services.ts";
import type { Metrics } from "../events/observation.ts";
import { apigateway } from "../http-api/service.ts";
import { sts } from "../iam/sts.ts";
import type { FunctionSite } from "../lambda/provision/function.ts";
import { lambda } from "../lambda/service.ts";
import { type MappingSite, mappingKinds } from "../mapping/provision.ts";
import { scheduler } from "../schedule/service.ts";
import type { Description, Kinds } from "../service/service.ts";

/** Mappings are Lambda's too, in a room above it. */
const kinds: Kinds<FunctionSite & MappingSite> = { ...lambda.kinds, ...mappingKinds };

/**
 * Every service there is, in the order in which they are opened and their resources built: each after what it needs.
 * Adding one is its folder and its entry here.
 */
export const services = [
  sqs,
  sns,
  { ...lambda, kinds },
  dynamodb,
  monitoring,
  logs,
  sts,
  scheduler,
  apigateway,
] as const satisfies Description<never>[];

export const metricsOf = (entries: readonly { kinds: unknown; metrics?: Metrics }[]): Metrics =>
  Object.assign({}, ...entries.map(({ metrics }) => metrics));
