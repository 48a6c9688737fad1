import { AsyncLocalStorage } from "node:async_hooks";
import type { Call } from "../service/call.ts";
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
  isFifo(): boolean;
}

/** The groups of the entries of the publish under way, by message. */
const publishing = new AsyncLocalStorage<ReadonlyMap<string, string>>();

/**
 * Standard queues keep a message's group, and SNS hands it on to those that take its messages raw. fauxqs 2.4.1 leaves it
 * out in both.
 */
export function withGroups<T>(call: Call, publish: () => Promise<T>): Promise<T> {
  if (!call.body.includes("MessageGroupId")) return publish();
  const read = call.headers["x-amz-target"] === undefined ? readGroups : readGroupsOfEntries;
  return publishing.run(read(call.body.toString()), publish);
}

interface Entry {
  MessageBody?: string;
  MessageGroupId?: string;
}

function readGroupsOfEntries(json: string): Map<string, string> {
  const { Entries = [], ...single } = JSON.parse(json) as Entry & { Entries?: Entry[] };
  return new Map(
    [single, ...Entries].flatMap(({ MessageBody, MessageGroupId }) =>
      MessageBody === undefined || MessageGroupId === undefined ? [] : [[MessageBody, MessageGroupId]],
    ),
  );
}

function readGroups(form: string): Map<string, string> {
  const fields = new URLSearchParams(form);
  const groups = new Map<string, string>();
  for (const [name, group] of fields) {
    if (name !== "MessageGroupId" && !name.endsWith(".MessageGroupId")) continue;
    const message = fields.get(name.replace(/MessageGroupId$/, "Message"));
    if (message !== null) groups.set(message, group);
  }
  return groups;
}

/**
 * Makes a standard queue fair among message groups, as SQS is: a group with a backlog does not hold the others up. SQS
 * prefers groups that take less than a tenth of what consumers do; here each group has its turn.
 */
export function shareFairly(queue: SharedQueue): void {
  if (queue.isFifo()) return;
  const enqueue = queue.enqueue.bind(queue);
  const dequeue = queue.dequeue.bind(queue);
  const turns = new Map<string, number>();
  let turn = 0;
  queue.enqueue = (message) => {
    // Only a topic that delivers raw comes with more: SQS refuses them, and the message is lost.
    if (Object.keys(message.messageAttributes).length > mostAttributes) return;
    message.messageGroupId ??= publishing.getStore()?.get(message.body);
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
