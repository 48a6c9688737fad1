import type { Observation } from "../events/observation.ts";
import type { Backend } from "../service/backend.ts";
import type { Call, Reply } from "../service/call.ts";

/** Hands SQS's calls on and tells what each receive brought; what is sent and deleted the queues tell themselves. */
export function observeReceives(backend: Backend, observe: (observation: Observation) => void): Backend {
  return {
    async answer(call, region) {
      const reply = await backend.answer(call, region);
      if (call.headers["x-amz-target"] !== "AmazonSQS.ReceiveMessage" || reply.status !== 200) return reply;
      const queueName = readQueueName(call);
      const received = countMessages(reply);
      const shared = { kind: "queueMessages", region, queueName, epochMs: Date.now() } as const;
      observe({
        ...shared,
        ...(received > 0 ? { event: "received", count: received } : { event: "emptyReceive", count: 1 }),
      });
      return reply;
    },
    stop: () => backend.stop(),
  };
}

function readQueueName({ body }: Call): string {
  const { QueueUrl } = JSON.parse(body.toString()) as { QueueUrl?: string };
  return QueueUrl?.split("/").at(-1) ?? "";
}

function countMessages({ body }: Reply): number {
  const { Messages = [] } = JSON.parse(Buffer.from(body).toString()) as { Messages?: unknown[] };
  return Messages.length;
}
