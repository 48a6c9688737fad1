import type { Access } from "../events/access.ts";
import type { Observation } from "../events/observation.ts";
import type { Resource } from "../graph/graph.ts";
import type { InputRules } from "../graph/inputs.ts";
import type { Backend } from "./backend.ts";
import type { Call } from "./call.ts";
import type { Fail } from "./failure.ts";
import type { Place, ReadRequest, ServiceRequest } from "./service-request.ts";

/** How a service is spoken to, and what it takes to be let in. */
export interface Protocol {
  /** As credential scopes name it: "sqs". */
  name: string;
  /**
   * Reads a request that is signed for this service. Throws RequestError for one that is none of its own or could be read in
   * two ways.
   */
  read: (call: Call, place: Place) => ReadRequest;
  /**
   * The accesses a request needs, as the service authorization reference maps its operation to actions and resources: from
   * the one parameter that the operation goes by, whatever others are given. Undefined when the operation is not known: it
   * is then denied, never let through.
   */
  accessesOf: (request: ServiceRequest, accountId: string) => Access[] | undefined;
  /** An error before the service is reached, in its shape on the wire. */
  fail: Fail;
}

/** A resource type that a service provisions. */
export interface Kind<Site> {
  /** What is done with its inputs; any other is refused. */
  rules: InputRules;
  /** Builds one on what the service asks of the site; absent for what is read where others are built. */
  build?: (site: Site, resource: Resource) => Promise<void>;
}

/** Resource types in the order in which they are built. */
export type Kinds<Site> = Readonly<Record<string, Kind<Site>>>;

/** All that is known of a service of AWS before it runs. */
export interface Description<Site> extends Protocol {
  kinds: Kinds<Site>;
  /** Of what it tells CloudWatch, which makes AWS's metrics of it. */
  observes: readonly Observation["kind"][];
}

/** A service that runs: it answers what its protocol has read and the caller's role allows. */
export interface Service extends Protocol, Backend {}

export function runService(protocol: Protocol, backend: Backend): Service {
  const { name, read, accessesOf, fail } = protocol;
  return {
    ...{ name, read, accessesOf, fail },
    answer: (call, region) => backend.answer(call, region),
    stop: () => backend.stop(),
  };
}

/** Makes an ARN of a request's service, region and account. */
export const arnIn =
  ({ service, region }: ServiceRequest, accountId: string) =>
  (rest: string): string =>
    `arn:aws:${service}:${region}:${accountId}:${rest}`;
