import { seedOf } from "@crisscross/core/edge/random";
import {
  addAllSeen,
  addSeen,
  countSeen,
  effectiveSeen,
  mostSeen,
  noneSeen,
  type Seen,
} from "@crisscross/core/statistics/seen";
import fc from "fast-check";
import { expect, it } from "vitest";

function seenOf(names: readonly number[]): Seen {
  const seen = noneSeen();
  for (const name of names) addSeen(seen, seedOf(name));
  return seen;
}

it("counts what was seen, up to a limit beyond which it says only that there are more", () => {
  expect(countSeen(noneSeen())).toBe(0);
  expect(effectiveSeen(noneSeen())).toBeUndefined();
  expect(countSeen(seenOf([1, 2, 2, 3]))).toBe(3);
  const upTo = (n: number) => seenOf(Array.from({ length: n }, (_, name) => name));
  expect([countSeen(upTo(mostSeen)), countSeen(upTo(mostSeen + 1))]).toEqual([mostSeen, undefined]);
  expect(effectiveSeen(upTo(mostSeen + 1))).toBeUndefined();
});

it("counts few that gave most of the samples for less", () => {
  // (9 + 1)² / (81 + 1)
  expect(effectiveSeen(seenOf([...Array(9).fill(1), 2]))).toBeCloseTo(1.22, 2);
  expect(effectiveSeen(seenOf([1, 2, 3, 4]))).toBe(4);
});

it("is the same in any order and in any parts", () => {
  const names = fc.array(fc.nat({ max: 120 }), { maxLength: 300 });
  fc.assert(
    fc.property(names, names, (a, b) => {
      const [left, right] = [seenOf(a), seenOf(b)];
      addAllSeen(left, seenOf(b));
      addAllSeen(right, seenOf(a));
      expect(left).toEqual(seenOf([...a, ...b]));
      expect(right).toEqual(left);
    }),
  );
});
