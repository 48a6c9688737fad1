import type { MoveTask } from "@crisscross/core/documents/dead-letters";
import { isoOf } from "@crisscross/core/edge/instant";
import { epochMs } from "@crisscross/core/edge/time";
import type {
  Letter,
  LetterDeps,
  LetterPlace,
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

/** Queues of dead letters in memory, which lose no message but those that are deleted or sent back. */
export function fakeLetters(store = createMemoryStore()) {
  const clock = { nowMs: startMs + 60_000 };
  const kept = new Map<string, { letter: Letter; backAtMs: number }[]>(places.map(({ arn }) => [arn, []]));
  const moves = new Map<string, MoveTask>();
  /** Bodies by the ARN of the queue they went back to, or by the region of their block. */
  const sent: [to: string, body: string][] = [];
  const dropped: { letter: string; about: Subject; reason: string; by: string }[] = [];
  const broken = new Set<string>();
  const unreadable: string[] = [];
  let made = 0;
  const of = ({ arn }: LetterPlace) => kept.get(arn) ?? [];
  const deps: LetterDeps = {
    places,
    deployed: ["ap-south-1", "us-west-1"],
    jobs: store,
    blocks: store,
    nowMs: () => epochMs(clock.nowMs),
    openQueue(place) {
      const check = () => {
        if (broken.has(place.arn)) throw Object.assign(new Error("arn:… may not"), { name: "AccessDenied" });
      };
      const isBack = ({ backAtMs }: { backAtMs: number }) => backAtMs <= clock.nowMs;
      return {
        async counts() {
          check();
          return { count: of(place).length, hidden: of(place).filter((one) => !isBack(one)).length };
        },
        async receive(hiddenSeconds) {
          check();
          const found = of(place).filter(isBack).slice(0, 10);
          for (const one of found) {
            one.backAtMs = clock.nowMs + hiddenSeconds * 1_000;
            one.letter = { ...one.letter, receives: one.letter.receives + 1 };
          }
          return found.map(({ letter }) => letter);
        },
        async remove(letters) {
          check();
          const ids = new Set(letters.map(({ messageId }) => messageId));
          kept.set(
            place.arn,
            of(place).filter(({ letter }) => !ids.has(letter.messageId)),
          );
          return [];
        },
        lastMove: async () => moves.get(place.arn),
        async startMove() {
          check();
          const moved = of(place).filter(isBack);
          for (const { letter } of moved) sent.push([place.sourceArn ?? "", letter.body]);
          kept.set(
            place.arn,
            of(place).filter((one) => !moved.includes(one)),
          );
          const startedAt = isoOf(clock.nowMs);
          moves.set(place.arn, { state: "COMPLETED", moved: moved.length, startedAt });
        },
      };
    },
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
      of(find(queue, region)).push({ letter, backAtMs: 0 });
    },
    /** How many messages were deleted, sent back or recorded as dropped. */
    touched: () => sent.length + dropped.length + made - [...kept.values()].flat().length,
    bodies: (queue: string, region: string) => of(find(queue, region)).map(({ letter }) => letter.body),
    break: (queue: string, region: string) => broken.add(find(queue, region).arn),
  };
}
