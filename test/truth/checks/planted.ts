import { countOutcomes } from "@crisscross/core/standing/ledger";
import { mergeAll, type Summary } from "@crisscross/core/summary/summary";
import { decodeSummary, encodeSummary } from "@crisscross/core/summary/summary-text";
import { summarize } from "../../core/summarized.ts";
import { allSound } from "../../functions/results/all-sound.ts";
import type { MemoryStore } from "../../functions/results/memory-store.ts";
import { createMemoryStore } from "../../functions/results/memory-store.ts";

/** A defect for the checker to find, planted into the storage. */
export interface PlantedBug {
  name: string;
  plant(store: MemoryStore): MemoryStore;
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: "every thousandth block is dropped, and said to be stored",
    plant(store) {
      let puts = 0;
      const dropped = new Set<string>();
      return {
        ...store,
        // Also when it comes again.
        putBlock: async (block) => {
          const name = `${block.origin} ${block.index}`;
          if (++puts % 1_000 === 0) dropped.add(name);
          return dropped.has(name) ? "stored" : store.putBlock(block);
        },
      };
    },
  },
  {
    name: "one block is counted twice when its shard is sealed, and another one not at all",
    plant: (store) => ({
      ...store,
      async putSeal(seal, text, atMs) {
        if (seal.shard === "all") return store.putSeal(seal, text, atMs);
        const [first, second, ...rest] = await allSound(store.blocks({ ...seal, shard: seal.shard }));
        if (!first || !second) return store.putSeal(seal, text, atMs);
        const summary = mergeAll([first, first, ...rest].map(summarize));
        return store.putSeal({ ...seal, counts: countOutcomes(summary) }, encodeSummary(summary), atMs);
      },
    }),
  },
  {
    name: "one entry of the ledger gets lost",
    plant: (store) => ({
      ...store,
      putFinish: (id, finish) => store.putFinish(id, { ...finish, losses: finish.losses.slice(0, -1) }),
    }),
  },
  {
    name: "a summary is stored with one sample too many",
    plant: (store) => ({
      ...store,
      putSeal: (seal, text, atMs) =>
        store.putSeal(seal, encodeSummary(withOneMore(decodeSummary(text))), atMs),
    }),
  },
  {
    name: "a job that lost blocks is called complete",
    plant: (store) => ({
      ...store,
      putFinish: (id, finish) => store.putFinish(id, { ...finish, state: "complete" }),
    }),
  },
];

export const soundStore: PlantedBug = { name: "none", plant: (store) => store };

/** A store with the defect, and one that looks at the same items without it. */
export function plantInto(bug: PlantedBug): { faulty: MemoryStore; sound: MemoryStore } {
  const sound = createMemoryStore();
  return { sound, faulty: bug.plant(sound) };
}

/** With a sample more in a start class. Outcomes stay: they are compared before a roll-up is written. */
function withOneMore(summary: Summary): Summary {
  for (const { starts } of summary.cells.values())
    for (const start of starts.values()) {
      start.n++;
      return summary;
    }
  throw new Error("a sealed summary without an ok sample");
}
