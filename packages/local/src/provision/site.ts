import type { Messaging } from "../backend/messaging.ts";
import type { BackendSite } from "../backend/open.ts";
import type { TopicSite } from "../backend/provision/topic.ts";
import type { CloudWatch } from "../cloudwatch/cloudwatch.ts";
import type { WatchSite } from "../cloudwatch/open.ts";
import type { Resource } from "../graph/graph.ts";
import type { ApiSite } from "../http-api/provision.ts";
import type { Role } from "../iam/roles.ts";
import type { LambdaHost } from "../lambda/contract.ts";
import type { LambdaSite } from "../lambda/open.ts";
import type { FunctionSite } from "../lambda/provision/function.ts";
import type { MappingSite } from "../mapping/provision.ts";
import type { ScheduleSite } from "../schedule/provision.ts";

type Rooms = BackendSite &
  TopicSite &
  LambdaSite &
  FunctionSite &
  WatchSite &
  ApiSite &
  MappingSite &
  ScheduleSite;

/** What services give each other, and resources. */
interface Given {
  messaging: Messaging;
  host: LambdaHost;
  cloudWatch: CloudWatch;
}

/** What services and resources stand on: all that their rooms ask for. */
export interface Site extends Omit<Rooms, keyof Given | "resources" | "roles">, Given {
  /** Everything that is deployed; a changed resource takes its predecessor's place. */
  resources: Resource[];
  roles: Map<string, Role>;
}

/** The site before any service is open. */
export type Ground = Omit<Site, keyof Given>;
