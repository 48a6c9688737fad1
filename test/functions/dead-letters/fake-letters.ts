import type { MoveTask } from "@crisscross/core/documents/dead-letters";
import { isoOf } from "@crisscross/core/edge/instant";
import { epochMs } from "@crisscross/core/edge/time";
import type {
  Letter,
  LetterDeps,
  LetterPlace,
  LetterQueue,
  Subject,
} from "@crisscross/functions/dead-letters/letter-queue";
import { createMemoryStore } from "../results/memory-store.ts";
import { startMs } from "../results/samples.ts";

const placeOf = (queue: string, region: string, source?: string): LetterPlace => {
  const arn = (name: string) => `arn:aws:sqs:${region}:000000000000:${name}`;
  return { queue, region, arn: arn(queue), sourceArn: source && arn(source) };
};

export const places: readonly LetterPlace[] = [
  placeOf("JobsDead", "us-east-1", "Jobs"),
  placeOf("BlocksDead", "ap-south-1", "Blocks"),
  placeOf("BlocksDead", "us-west-1", "Blocks"),
  placeOf("Undelivered", "us-east-1"),
  placeOf("Unroutable", "us-east-1"),
];

/** What is in the queues, by their ARN. */
interface Box {
  kept: Map<string, { letter: Letter; backAtMs: number }[]>;
  moves: Map<string, MoveTask>;
  /** Bodies by the ARN of the queue they went back to, or by the region of their block. */
  sent: [to: string, body: string][];
  /** Queues that cannot be reached. */
  broken: Set<string>;
}

function openQueue(place: LetterPlace, box: Box, clock: { nowMs: number }): LetterQueue {
  const inIt = () => {
    if (box.broken.has(place.arn)) throw Object.assign(new Error("arn:… may not"), { name: "AccessDenied" });
    return box.kept.get(place.arn) ?? [];
  };
  const take = (isTaken: (letter: Letter) => boolean) =>
    box.kept.set(
      place.arn,
      inIt().filter(({ letter }) => !isTaken(letter)),
    );
  const back = () => inIt().filter(({ backAtMs }) => backAtMs <= clock.nowMs);
  return {
    counts: async () => ({ count: inIt().length, hidden: inIt().length - back().length }),
    async receive(hiddenSeconds) {
      const found = back().slice(0, 10);
      for (const one of found) {
        one.backAtMs = clock.nowMs + hiddenSeconds * 1_000;
        one.letter = { ...one.letter, receives: one.letter.receives + 1 };
      }
      return found.map(({ letter }) => letter);
    },
    async remove(letters) {
      const ids = new Set(letters.map(({ messageId }) => messageId));
      take(({ messageId }) => ids.has(messageId));
      return [];
    },
    lastMove: async () => box.moves.get(place.arn),
    async startMove() {
      const moved = new Set(back().map(({ letter }) => letter));
      for (const { body } of moved) box.sent.push([place.sourceArn ?? "", body]);
      take((letter) => moved.has(letter));
      const startedAt = isoOf(clock.nowMs);
      box.moves.set(place.arn, { state: "COMPLETED", moved: moved.size, startedAt });
    },
  };
}

/** Queues of dead letters in memory, which lose no message but those that are deleted or sent back. */
export function fakeLetters(store = createMemoryStore()) {
  const clock = { nowMs: startMs + 60_000 };
  const box: Box = { kept: new Map(), moves: new Map(), sent: [], broken: new Set() };
  const { kept, moves, sent, broken } = box;
  const dropped: { letter: string; about: Subject; reason: string; by: string }[] = [];
  const unreadable: string[] = [];
  let made = 0;
  const deps: LetterDeps = {
    places,
    deployed: ["ap-south-1", "us-west-1"],
    jobs: store,
    blocks: store,
    nowMs: () => epochMs(clock.nowMs),
    openQueue: (place) => openQueue(place, box, clock),
    async sendBlock(region, body) {
      sent.push([region, body]);
    },
    log: {
      unreadable: ({ queue, region }) => unreadable.push(`${queue} ${region}`),
      redriven: () => {},
      dropped: (_, { messageId: letter }, about, reason, by) => dropped.push({ letter, about, reason, by }),
    },
  };
  const find = (queue: string, region: string): LetterPlace => {
    const place = places.find((one) => one.queue === queue && one.region === region);
    if (place === undefined) throw new Error(`no queue ${queue} in ${region}`);
    return place;
  };
  return {
    ...{ deps, clock, sent, dropped, moves, unreadable, find },
    put(queue: string, region: string, body: string): void {
      const id = `m${++made}`;
      const letter = { messageId: id, body, receipt: id, sentAtMs: startMs + made, receives: 7 };
      const { arn } = find(queue, region);
      kept.set(arn, [...(kept.get(arn) ?? []), { letter, backAtMs: 0 }]);
    },
    /** How many messages were deleted, sent back or recorded as dropped. */
    touched: () => sent.length + dropped.length + made - [...kept.values()].flat().length,
    bodies: (queue: string, region: string) =>
      (kept.get(find(queue, region).arn) ?? []).map(({ letter }) => letter.body),
    break: (queue: string, region: string) => broken.add(find(queue, region).arn),
  };
}
