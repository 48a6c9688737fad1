import { randomUUID } from "node:crypto";
import * as dynamodb from "@aws-sdk/client-dynamodb";
import type { Call, Reply } from "../service/call.ts";
import { failWith } from "../service/failure.ts";
import { checkTypes } from "./input-types.ts";
import { Refusal } from "./refusal.ts";

/** DynamoDB's answer to a request that its model does not allow, a null in a list for one: dynalite 4.0.0 dies of some. */
export function refuseTableCall({ headers, body }: Call): Reply | undefined {
  const operation = String(headers["x-amz-target"]).split(".")[1] ?? "";
  try {
    const input: unknown = JSON.parse(body.toString());
    if (typeof input === "object" && input !== null) checkTypes(dynamodb, operation, input);
  } catch (error) {
    // dynalite itself refuses what is no JSON.
    if (error instanceof SyntaxError) return undefined;
    if (!(error instanceof Refusal)) throw error;
    return error.code === "SerializationException"
      ? failTable(400, "com.amazon.coral.service#SerializationException", error.message)
      : failTable(400, "com.amazon.coral.validate#ValidationException", error.message);
  }
  return undefined;
}

/** What dynalite throws, as an answer. */
export const answerThrown = (error: unknown): Reply =>
  failTable(
    500,
    "com.amazonaws.dynamodb.v20120810#InternalServerError",
    `The local cloud's DynamoDB failed at this request: ${error instanceof Error ? error.message : String(error)}`,
  );

function failTable(status: number, type: string, message: string): Reply {
  const headers = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": randomUUID() };
  return failWith(status, headers, JSON.stringify({ __type: type, message }));
}
