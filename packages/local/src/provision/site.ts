import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { RefusedSubscription } from "../backend/message-watch.ts";
import type { Emit } from "../events/event.ts";
import type { Access } from "../iam/access.ts";
import type { Statement } from "../iam/policy.ts";
import type { Role } from "../iam/roles.ts";
import type { LambdaHost } from "../lambda/host.ts";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** SDK clients of one region, pointed at the gateway. */
export interface Clients {
  sqs: SQSClient;
  sns: SNSClient;
  dynamodb: DynamoDBClient;
}

/** What resources are built on, and what building them leaves behind for the others. */
export interface Site {
  /** Absolute folder that handler paths start from. */
  root: string;
  /** Processors that functions share. */
  cores: number;
  accountId: string;
  host: LambdaHost;
  clientsIn: (region: string) => Clients;
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

export function createClients(
  endpoint: string,
  credentials: Credentials,
): { clientsIn: Site["clientsIn"]; close: () => void } {
  const regions = new Map<string, Clients>();
  return {
    clientsIn(region) {
      let clients = regions.get(region);
      if (clients === undefined) {
        const config = { region, endpoint, credentials };
        clients = {
          // A queue's URL names a host of AWS; the request has to go to the endpoint all the same.
          sqs: new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
          sns: new SNSClient(config),
          dynamodb: new DynamoDBClient(config),
        };
        regions.set(region, clients);
      }
      return clients;
    },
    close() {
      for (const { sqs, sns, dynamodb } of regions.values()) {
        sqs.destroy();
        sns.destroy();
        dynamodb.destroy();
      }
    },
  };
}
