import { openDraws } from "../wan/draws.ts";

/** How standard queues deliver: at least once and in no strict order. AWS documents no shares. */
export interface Disorder {
  /** Decides which messages are meant. */
  seed: number;
  /** The share of receives, from 0 to 1, in which a message from further back goes first. */
  overtakes: number;
  /** The share of received messages, from 0 to below 1, of which a copy is received again, be they deleted or not. */
  repeats: number;
}

export const mildDisorder: Disorder = { seed: 1, overtakes: 0.2, repeats: 0.01 };

interface Received {
  ReceiptHandle: string;
}

/** A standard queue as fauxqs 2.4.1 has it. */
export interface DisturbedQueue {
  name: string;
  messages: object[];
  inflightMessages: Map<string, { message: object }>;
  dequeue(most: number, ...how: unknown[]): unknown;
  /** Lets those who wait for messages look. */
  notifyWaiters(): void;
}

export function disturb(queue: DisturbedQueue, disorder: Disorder): void {
  const draw = openDraws(`${disorder.seed} ${queue.name}`);
  const dequeue = queue.dequeue.bind(queue);
  queue.dequeue = (...how) => {
    const { messages } = queue;
    if (messages.length > 1 && draw() < disorder.overtakes)
      messages.unshift(...messages.splice(Math.floor(draw() * messages.length), 1));
    const received = dequeue(...how) as Received[];
    const again = received.filter(() => draw() < disorder.repeats);
    for (const { ReceiptHandle } of again) {
      const message = queue.inflightMessages.get(ReceiptHandle)?.message;
      if (message !== undefined) messages.push({ ...message });
    }
    if (again.length > 0) queue.notifyWaiters();
    return received;
  };
}
