import { AppError } from "@crisscross/core/edge/error";
import { epochMs } from "@crisscross/core/edge/time";
import { callGraceMs } from "@crisscross/core/job/plan";
import { consumeBlock } from "@crisscross/functions/blocks/consume-block";
import { expect, it } from "vitest";
import { fakeCalls } from "../calls/fake-caller.ts";
import { deliveryOf, minutes, open } from "./consuming.ts";

/** A consumer in the middle of a block's first call, until that is answered with `end`. */
function openRunning() {
  let end: (error: Error) => void = () => {};
  const answer = new Promise<never>((_, reject) => {
    end = reject;
  });
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const consumer = open(
    fakeCalls(() => {
      begin();
      return answer;
    }),
  );
  return { ...consumer, begun, end };
}

it("does not run a block that another delivery is running, and hides it until that must be over", async () => {
  const { deps, asked, hidden, stored, begun, end } = openRunning();
  const first = consumeBlock(deps, deliveryOf(), 2 * minutes);
  await begun;
  const calls = asked.length;
  expect(await consumeBlock(deps, deliveryOf({ receipt: "r-2" }), 2 * minutes)).toBe("postponed");
  expect(asked.length).toBe(calls);
  // Two calls with a deadline of 5 s and their grace, and 5 s to store.
  const longestMs = 2 * (5_000 + callGraceMs) + 5_000;
  expect(hidden).toEqual([["r-2", longestMs / 1_000]]);
  end(new Error("down"));
  expect(await first).toBe("stored");
  expect(await consumeBlock(deps, deliveryOf({ receipt: "r-2", receives: 2 }), 2 * minutes)).toBe(
    "duplicate",
  );
  expect(await stored()).toHaveLength(1);
});

it("fails at the last receive, and is noted as dead: if the other is killed, nobody runs it", async () => {
  const { deps, store, begun, end } = openRunning();
  const first = consumeBlock(deps, deliveryOf(), 2 * minutes);
  await begun;
  const last = deliveryOf({ receipt: "r-2", receives: deps.maxReceives });
  await expect(consumeBlock(deps, last, 2 * minutes)).rejects.toThrow(AppError);
  expect(await Array.fromAsync(store.deadBlocks("job-1"))).toHaveLength(1);
  end(new Error("down"));
  await first;
});

it("runs a block whose other consumer was killed, once that one's time is up", async () => {
  const { deps, store, stored } = open();
  const { job, origin, index } = deliveryOf().message;
  const nowMs = deps.nowMs();
  await store.claim({ job, origin, index }, { receipt: "killed", nowMs, untilMs: epochMs(nowMs + 1_000) });
  expect(await consumeBlock(deps, deliveryOf(), 2 * minutes)).toBe("postponed");
  await deps.sleep(1_000);
  expect(await consumeBlock(deps, deliveryOf({ receipt: "r-2", receives: 2 }), 2 * minutes)).toBe("stored");
  expect(await stored()).toHaveLength(1);
});
