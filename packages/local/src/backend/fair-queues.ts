import { AsyncLocalStorage } from "node:async_hooks";
import type { ServiceRequest } from "../service/service-request.ts";
import { mostAttributes } from "./message-attributes.ts";

export interface GroupedMessage {
  body: string;
  messageAttributes: object;
  messageGroupId?: string | undefined;
}

/** A standard queue as fauxqs 2.4.1 has it. */
export interface SharedQueue {
  messages: GroupedMessage[];
  enqueue(message: GroupedMessage): void;
  dequeue(most: number, ...how: unknown[]): unknown;
}

/** What is being sent or published. */
interface Sending {
  groupOf(message: GroupedMessage): string | undefined;
  /** A topic goes on to the next entry. */
  advance(): void;
}

const sending = new AsyncLocalStorage<Sending>();

/**
 * Standard queues keep a message's group, and SNS hands it on to those that take its messages raw. fauxqs 2.4.1 leaves it
 * out in both.
 */
export function withGroups<T>({ service, input, call }: ServiceRequest, send: () => Promise<T>): Promise<T> {
  if (!call.body.includes("MessageGroupId")) return send();
  return sending.run(service === "sns" ? readPublish(input) : readSend(input), send);
}

/** To be called when a topic has begun with an entry, and before it hands that to queues. */
export const advanceGroups = (): void => sending.getStore()?.advance();

interface Entry {
  MessageBody?: string;
  MessageAttributes?: object;
  MessageGroupId?: string;
}

/** Two entries with all but the group in common are both taken or both refused, and in their order. */
function readSend({ Entries, ...single }: Entry & { Entries?: Entry[] }): Sending {
  const keyOf = (body: string | undefined, attributes: object): string => JSON.stringify([body, attributes]);
  const groups = new Map<string, (string | undefined)[]>();
  for (const { MessageBody, MessageAttributes = {}, MessageGroupId } of Entries ?? [single]) {
    const key = keyOf(MessageBody, MessageAttributes);
    groups.set(key, [...(groups.get(key) ?? []), MessageGroupId]);
  }
  return {
    groupOf: ({ body, messageAttributes }) => groups.get(keyOf(body, messageAttributes))?.shift(),
    advance() {},
  };
}

/** A topic hands its entries to queues one after the other, and other bodies to queues that do not take them raw. */
function readPublish(fields: ServiceRequest["input"]): Sending {
  // fauxqs takes the entries in the order in which the form first names them.
  const members = Object.keys(fields).flatMap(
    (name) => /^PublishBatchRequestEntries\.member\.\d+\./.exec(name)?.[0] ?? [],
  );
  const prefixes = members.length === 0 ? [""] : [...new Set(members)];
  let at = -1;
  return {
    groupOf({ body }) {
      const prefix = prefixes[at];
      const group = fields[`${prefix}MessageGroupId`];
      return fields[`${prefix}Message`] === body && group !== undefined ? String(group) : undefined;
    },
    advance() {
      at++;
    },
  };
}

/**
 * Makes a standard queue fair among message groups, as SQS is: a group with a backlog does not hold the others up. SQS
 * prefers groups that take less than a tenth of what consumers do; here each group has its turn.
 */
export function shareFairly(queue: SharedQueue): void {
  const enqueue = queue.enqueue.bind(queue);
  const dequeue = queue.dequeue.bind(queue);
  const turns = new Map<string, number>();
  let turn = 0;
  queue.enqueue = (message) => {
    // Only a topic that delivers raw comes with more: SQS refuses them, and the message is lost.
    if (Object.keys(message.messageAttributes).length > mostAttributes) return;
    message.messageGroupId ??= sending.getStore()?.groupOf(message);
    enqueue(message);
  };
  queue.dequeue = (most, ...how) => {
    const places = placesOf(queue.messages, most);
    for (const group of turns.keys()) if (!places.has(group)) turns.delete(group);
    if (places.size > 1) {
      const chosen: number[] = [];
      while (chosen.length < most) {
        const [group] = [...places.keys()].sort((a, b) => (turns.get(a) ?? 0) - (turns.get(b) ?? 0));
        const place = group === undefined ? undefined : places.get(group)?.shift();
        if (group === undefined || place === undefined) break;
        if (places.get(group)?.length === 0) places.delete(group);
        turns.set(group, ++turn);
        chosen.push(place);
      }
      bringForward(queue.messages, chosen);
    }
    return dequeue(most, ...how);
  };
}

/** Where the first messages of each group are; those without one are a group of their own. */
function placesOf(messages: readonly GroupedMessage[], most: number): Map<string, number[]> {
  const places = new Map<string, number[]>();
  // Each receive looks at a backlog that is mostly one group's.
  let enough: string | undefined;
  for (let place = 0; place < messages.length; place++) {
    const group = messages[place]?.messageGroupId ?? "";
    if (group === enough) continue;
    const known = places.get(group) ?? [];
    places.set(group, known);
    if (known.length < most) known.push(place);
    else enough = group;
  }
  return places;
}

function bringForward(messages: GroupedMessage[], places: readonly number[]): void {
  const chosen = places.flatMap((place) => messages[place] ?? []);
  for (const place of [...places].sort((a, b) => b - a)) messages.splice(place, 1);
  messages.unshift(...chosen);
}
