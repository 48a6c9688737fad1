import type { QueueSite } from "../backend/provision/queue.ts";
import type { TableSite } from "../backend/provision/table.ts";
import type { TopicSite } from "../backend/provision/topic.ts";
import type { ApiSite } from "../http-api/provision.ts";
import type { LambdaHost } from "../lambda/contract.ts";
import type { FunctionSite } from "../lambda/provision/function.ts";
import type { MappingSite } from "../mapping/provision.ts";
import type { Post } from "../schedule/deliver.ts";

/** What resources are built on: all that their rooms ask for. */
export interface Site extends QueueSite, TopicSite, TableSite, FunctionSite, ApiSite, MappingSite, Post {
  host: LambdaHost;
}
