import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { limitedRequests, type RequestLimits } from "../../edges/request-limits.ts";

/** The client for results: apart from the measuring ones, with the SDK's ordinary retries and more of them. */
export const openResultClient = (region: string, limits?: RequestLimits): DynamoDBClient =>
  new DynamoDBClient({ region, maxAttempts: 6, requestHandler: limitedRequests(limits) });
