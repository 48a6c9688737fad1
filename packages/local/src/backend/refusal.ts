import * as sqs from "@aws-sdk/client-sqs";
import { Refusal } from "../service/refusal.ts";

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

/** What SNS or SQS does not take, under the code and in the words of AWS. */
export const refusal = (code: string, message: string): Refusal =>
  new Refusal({ code, status: findModel(code).httpError ?? 400, query: queryCodeOf(code) }, message);
