import { randomUUID } from "node:crypto";
import * as sqs from "@aws-sdk/client-sqs";
import type { Reply } from "../service/call.ts";
import { failWith } from "../service/failure.ts";

/** What SNS or SQS does not take, under the code and in the words of AWS. */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Modelled {
  awsQueryError?: readonly [code: string, status: number];
  httpError?: number;
}

/** What AWS's service model says of one of SQS's errors; errors that all services share are in none. */
function findModel(code: string): Modelled {
  const schema: unknown = (sqs as Record<string, unknown>)[`${code}$`];
  return Array.isArray(schema) && typeof schema[3] === "object" ? (schema[3] as Modelled) : {};
}

/** The code by which clients of the older query protocol know one of SQS's errors. */
export const queryCodeOf = (code: string): string => findModel(code).awsQueryError?.[0] ?? code;

export function refuseQueueCall({ code, message }: Refusal): Reply {
  const namespace = code === "SerializationException" ? "com.amazon.coral.service" : "com.amazonaws.sqs";
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-requestid": randomUUID(),
    "x-amzn-query-error": `${queryCodeOf(code)};Sender`,
  };
  const { httpError = 400 } = findModel(code);
  return failWith(httpError, headers, JSON.stringify({ __type: `${namespace}#${code}`, message }));
}
