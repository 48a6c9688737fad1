import type { RefusedSubscription } from "../backend/message-watch.ts";
import type { Access } from "../events/access.ts";
import type { Emit } from "../events/event.ts";
import type { Statement } from "../iam/policy.ts";
import type { Role } from "../iam/roles.ts";
import type { LambdaHost } from "../lambda/contract.ts";
import type { ClientsIn } from "../service/clients.ts";

/** What resources are built on, and what building them leaves behind for the others. */
export interface Site {
  /** Absolute folder that handler paths start from. */
  root: string;
  /** Processors that functions share. */
  cores: number;
  accountId: string;
  host: LambdaHost;
  clientsIn: ClientsIn;
  roles: ReadonlyMap<string, Role>;
  /** Policies that stand on queues, by queue ARN. */
  queuePolicies: ReadonlyMap<string, readonly Statement[]>;
  /** Key with which an API proves whose it is. */
  proofKey: string | undefined;
  secrets: Readonly<Record<string, string>>;
  /** Values that replace a variable in every function that has it. */
  environment: Readonly<Record<string, string>>;
  emit: Emit;
  /** Told of every access that is allowed to a role. */
  onAllowed: (roleArn: string, access: Access) => void;
  /** Told of subscriptions that deliver nothing. */
  refuse: (subscription: RefusedSubscription) => void;
}
