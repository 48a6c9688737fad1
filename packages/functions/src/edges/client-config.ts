import * as v from "valibot";
import { readVariables, text } from "./variables.ts";

/** What a client is made of whose calls are measured. */
export interface ClientConfig {
  /** The region this function runs in. */
  ownRegion: string;
  /** Static for an environment's life, so no client looks for credentials during a measured call. */
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  /** Where a service of a region answers: AWS, or the endpoint AWS_ENDPOINT_URL names for everything. */
  endpointOf(service: "lambda" | "dynamodb", region: string): string;
}

/** Reads what Lambda and the local cloud set. Throws AppError naming what is missing. */
export function readClientConfig(): ClientConfig {
  const variables = readVariables({
    AWS_REGION: text,
    AWS_ACCESS_KEY_ID: text,
    AWS_SECRET_ACCESS_KEY: text,
    AWS_SESSION_TOKEN: v.optional(v.string()),
    AWS_ENDPOINT_URL: v.optional(v.string()),
  });
  const { AWS_SESSION_TOKEN: sessionToken, AWS_ENDPOINT_URL: endpoint } = variables;
  return {
    ownRegion: variables.AWS_REGION,
    credentials: {
      accessKeyId: variables.AWS_ACCESS_KEY_ID,
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY,
      ...(sessionToken !== undefined && { sessionToken }),
    },
    endpointOf: (service, region) => endpoint ?? `https://${service}.${region}.amazonaws.com`,
  };
}
