import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** SDK clients of one region, pointed at the gateway. */
interface Clients {
  sqs: SQSClient;
  sns: SNSClient;
  dynamodb: DynamoDBClient;
}

export type ClientsIn = (region: string) => Clients;

export function createClients(
  endpoint: string,
  credentials: Credentials,
): { clientsIn: ClientsIn; close: () => void } {
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
