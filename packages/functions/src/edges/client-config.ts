import * as v from "valibot";
import { readEnvironment, text } from "./environment.ts";

const environment = readEnvironment({
  AWS_REGION: text,
  AWS_ACCESS_KEY_ID: text,
  AWS_SECRET_ACCESS_KEY: text,
  AWS_SESSION_TOKEN: v.optional(v.string()),
  AWS_ENDPOINT_URL: v.optional(v.string()),
});

/** The region this function runs in. */
export const ownRegion = environment.AWS_REGION;

/** Static for an environment's life, so no client looks for credentials during a measured call. */
export const credentials = {
  accessKeyId: environment.AWS_ACCESS_KEY_ID,
  secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
  ...(environment.AWS_SESSION_TOKEN !== undefined && { sessionToken: environment.AWS_SESSION_TOKEN }),
};

/** Where a service of a region answers: AWS, or the endpoint AWS_ENDPOINT_URL names for everything. */
export function endpointOf(service: "lambda" | "dynamodb", region: string): string {
  return environment.AWS_ENDPOINT_URL ?? `https://${service}.${region}.amazonaws.com`;
}
