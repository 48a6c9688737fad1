import { randomUUID } from "node:crypto";
import type { Reply } from "./call.ts";
import type { Fail } from "./failure.ts";
import { Refusal } from "./refusal.ts";
import type { ServiceRequest } from "./service-request.ts";

/** Something that answers the requests of one service. */
export interface Backend {
  /** Rejects with Refusal for what AWS refuses. */
  answer(request: ServiceRequest): Promise<Reply>;
  stop(): Promise<void>;
}

export type Answer = Backend["answer"];

/** An answer, or the refusal in the service's own shape. */
export async function answered(fail: Fail, reply: Promise<Reply>): Promise<Reply> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof Refusal) return fail(error.kind, error.message);
    throw error;
  }
}

/** Answers one operation from its input; throws Refusal. */
type Operation<Input = Record<string, unknown>> = (
  input: Input,
  request: ServiceRequest,
) => object | Promise<object>;

/** A service whose every operation answers JSON. */
export function answerOperations<Input = Record<string, unknown>>(
  operations: Readonly<Record<string, Operation<Input>>>,
  contentType = "application/json",
): Backend {
  return {
    async answer(request) {
      const { operation, input, service } = request;
      const own = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (own !== undefined) return answerJson(await own(input as Input, request), contentType);
      const known = Object.keys(operations).join(", ");
      const message = `The local cloud cannot answer ${operation}; it has ${known} of ${service}.`;
      throw new Refusal("unsupported", message);
    },
    stop: () => Promise.resolve(),
  };
}

export function answerJson(answer: object, contentType = "application/x-amz-json-1.0"): Reply {
  const headers = { "content-type": contentType, "x-amzn-requestid": randomUUID() };
  return { status: 200, headers, body: Buffer.from(JSON.stringify(answer)) };
}
