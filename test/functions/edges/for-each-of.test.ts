import { forEachOf } from "@crisscross/functions/edges/for-each-of";
import { expect, it } from "vitest";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it("acts on every item once, no more than the limit at a time", async () => {
  let running = 0;
  let most = 0;
  const seen: number[] = [];
  await forEachOf([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    most = Math.max(most, ++running);
    await turn();
    seen.push(item);
    running--;
  });
  expect(seen.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

it("takes an item only when there is room for it", async () => {
  let taken = 0;
  let done = 0;
  function* items() {
    for (; taken < 9; taken++) {
      expect(taken - done).toBeLessThanOrEqual(2);
      yield taken;
    }
  }
  await forEachOf(items(), 2, async () => {
    await turn();
    done++;
  });
  expect(done).toBe(9);
});

it("starts nothing after a failure, waits for what runs, and throws the failure", async () => {
  const ended: number[] = [];
  const running = forEachOf([1, 2, 3, 4], 2, async (item) => {
    if (item === 1) throw new Error("first");
    await turn();
    ended.push(item);
  });
  await expect(running).rejects.toThrow("first");
  expect(ended).toEqual([2]);
});

it("does nothing for no items", async () => {
  await expect(forEachOf([], 2, () => Promise.reject(new Error()))).resolves.toBeUndefined();
});
