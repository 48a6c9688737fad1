import type { Access } from "../events/access.ts";
import type { Metrics } from "../events/observation.ts";
import type { Resource } from "../graph/graph.ts";
import type { InputRules } from "../graph/inputs.ts";
import type { Backend } from "./backend.ts";
import type { ServiceCall } from "./call.ts";
import type { Fail } from "./failure.ts";
import type { Names } from "./names.ts";
import type { Place, ReadRequest, ServiceRequest } from "./service-request.ts";

/** How a service is spoken to, and what it takes to be let in. */
export interface Protocol {
  /** As credential scopes name it: "sqs". */
  name: string;
  /**
   * Reads a request that is signed for this service. Throws Refusal for one that is none of its own or could be read in
   * two ways.
   */
  read: (call: ServiceCall, place: Place) => ReadRequest;
  /**
   * The accesses a request needs, as the service authorization reference maps its operation to actions and resources: from
   * the one parameter that the operation goes by, whatever others are given. Undefined when the operation is not known: it
   * is then denied, never let through.
   */
  accessesOf: (request: ServiceRequest, accountId: string) => Access[] | undefined;
  /** Where its requests name resources; those of a service without it may be anywhere. */
  names?: Names;
  /** An error in its shape on the wire. */
  fail: Fail;
}

/** A resource type that the local cloud acts on. */
export interface Kind<Site> {
  /** What is done with its inputs; any other is refused. */
  rules: InputRules;
  /** Builds one; absent for what is read where others are built. */
  build?: (site: Site, resource: Resource) => Promise<void>;
  /** Sets what names others of its type, once all of them are built. */
  relate?: (site: Site, resource: Resource) => Promise<void>;
  /** Checks one that runs by itself, and returns what starts it once everything is built. */
  prepare?: (site: Site, resource: Resource) => Start;
  /** Puts a changed one in its predecessor's place; absent where that takes another start of the cloud. */
  replace?: (site: Site, resource: Resource) => Promise<void> | void;
}

/** Resource types in the order in which they are built. */
export type Kinds<Site> = Readonly<Record<string, Kind<Site>>>;

export type Start = () => Running | Promise<Running>;

/** Something that works by itself until it is stopped. */
export interface Running {
  /** Where it answers, if it does. */
  url?: string;
  stop(): Promise<void>;
}

/** A service of AWS, whole: how it is spoken to, the resource types it builds, and how it is opened. */
export interface Description<Site, Gifts = object> extends Protocol {
  kinds: Kinds<Site>;
  /** What AWS publishes about what it observes. */
  metrics?: Metrics;
  /**
   * Opens what answers, and loads it only then: what describes services is read without them. It tells the site what AWS
   * would publish metrics about.
   */
  open: (site: Site) => Opened<Gifts> | Promise<Opened<Gifts>>;
}

export interface Opened<Gifts> extends Backend {
  /** What the services after it, and resources, find on the site. */
  gives?: Gifts;
}

/** A service that runs: it answers what its protocol has read and the caller's role allows. */
export interface Service extends Protocol, Backend {}

/** Makes an ARN of a request's service, region and account. */
export const arnIn =
  ({ service, region }: ServiceRequest, accountId: string) =>
  (rest: string): string =>
    `arn:aws:${service}:${region}:${accountId}:${rest}`;
