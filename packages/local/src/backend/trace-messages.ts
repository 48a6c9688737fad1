import type { Answer } from "../service/backend.ts";
import { type Reply, readJsonOf, withBody } from "../service/call.ts";
import type { ServiceRequest } from "../service/service-request.ts";

/** How many messages' senders are remembered; an older message counts as having none. */
const remembered = 10_000;

interface Sent {
  MessageId?: string;
  Successful?: { MessageId: string }[];
}

interface Received {
  Messages?: { MessageId: string; Attributes?: Record<string, string> }[];
}

/**
 * Gives each message the X-Ray header of the request that sent it, as the system attribute AWSTraceHeader, which fauxqs
 * 2.4.1 does not. Lambda tells by it that a function feeds itself.
 */
export function traceMessages(answer: Answer): Answer {
  const traces = new Map<string, string>();

  function remember(traceId: string, reply: Reply): void {
    const { MessageId, Successful = [] } = readJsonOf(reply) as Sent;
    for (const id of [MessageId, ...Successful.map((entry) => entry.MessageId)]) {
      if (id === undefined) continue;
      traces.set(id, traceId);
      const [oldest] = traces.keys();
      if (traces.size > remembered && oldest !== undefined) traces.delete(oldest);
    }
  }

  function annotate(reply: Reply): Reply {
    const received = readJsonOf(reply) as Received;
    const traced = (received.Messages ?? []).filter(({ MessageId }) => traces.has(MessageId));
    if (traced.length === 0) return reply;
    for (const message of traced) {
      const AWSTraceHeader = traces.get(message.MessageId) ?? "";
      message.Attributes = { ...message.Attributes, AWSTraceHeader };
    }
    return withBody(reply, JSON.stringify(received));
  }

  return async (request) => {
    const reply = await answer(request);
    if (reply.status !== 200) return reply;
    const { operation, call } = request;
    const traceId = call.headers["x-amzn-trace-id"];
    if (operation.startsWith("SendMessage") && typeof traceId === "string") remember(traceId, reply);
    return operation === "ReceiveMessage" && asksForTrace(request) ? annotate(reply) : reply;
  };
}

function asksForTrace({ input }: ServiceRequest): boolean {
  const asked = [input.AttributeNames ?? [], input.MessageSystemAttributeNames ?? []].flat();
  return asked.includes("All") || asked.includes("AWSTraceHeader");
}
