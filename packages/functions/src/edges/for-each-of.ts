/**
 * Runs `act` over the items, at most `limit` at a time, taking an item only when there is room for it. After the
 * first failure nothing new starts; what runs is awaited and that failure thrown.
 */
export async function forEachOf<T>(
  items: Iterable<T>,
  limit: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let failed = false;
  async function work(): Promise<void> {
    for (let next = iterator.next(); !next.done && !failed; next = iterator.next())
      try {
        await act(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
  }
  const workers = await Promise.allSettled(Array.from({ length: limit }, work));
  const failure = workers.find((worker) => worker.status === "rejected");
  if (failure) throw failure.reason;
}
