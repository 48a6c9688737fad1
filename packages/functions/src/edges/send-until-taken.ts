import { doublingPausesMs } from "@crisscross/core/edge/backoff";
import { AppError } from "@crisscross/core/edge/error";

const attempts = 6;
const pausesMs = doublingPausesMs(100, attempts);

/**
 * Sends items, then those that were refused, and only those, after pauses that double from 100 ms. `send` gives the
 * refused ones. Throws AppError `unavailable` when some never get in; `refusal` says whose and which they are.
 */
export async function sendUntilTaken<T>(
  { sleep }: { sleep(ms: number): Promise<unknown> },
  items: readonly T[],
  send: (items: readonly T[]) => Promise<readonly T[]>,
  refusal: (count: number) => string,
): Promise<void> {
  let rest = await send(items);
  for (const pauseMs of pausesMs) {
    if (rest.length === 0) return;
    await sleep(pauseMs);
    rest = await send(rest);
  }
  if (rest.length === 0) return;
  throw new AppError("unavailable", `${refusal(rest.length)} ${attempts} times; the job comes back`);
}
