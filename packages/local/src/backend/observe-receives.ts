import type { Observation } from "../events/observation.ts";
import type { Answer } from "../service/backend.ts";
import { readJsonOf } from "../service/call.ts";
import { readEpochMs } from "../time/times.ts";

/** Hands SQS's calls on and tells what each receive brought; what is sent and deleted the queues tell themselves. */
export function observeReceives(answer: Answer, observe: (observation: Observation) => void): Answer {
  return async (request) => {
    const { operation, region, input } = request;
    const reply = await answer(request);
    if (operation !== "ReceiveMessage" || reply.status !== 200) return reply;
    const queueName = String(input.QueueUrl).split("/").at(-1) ?? "";
    const { Messages = [] } = readJsonOf(reply) as { Messages?: unknown[] };
    const event = Messages.length > 0 ? "received" : "emptyReceive";
    const count = Math.max(1, Messages.length);
    observe({ kind: "queueMessages", region, queueName, epochMs: readEpochMs(), event, count });
    return reply;
  };
}
