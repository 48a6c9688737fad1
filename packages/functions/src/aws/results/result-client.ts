import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** The client for results: apart from the measuring ones, with the SDK's ordinary retries and more of them. */
export const openResultClient = (region: string): DynamoDBClient =>
  new DynamoDBClient({ region, maxAttempts: 6 });
