import { setTimeout as sleep } from "node:timers/promises";

/** What `look` finds, asked again and again; rejects with `told()` when there is nothing for a minute. */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  told: () => string = () => "it never came to be",
  { everyMs = 20, limitMs = 60_000 } = {},
): Promise<T> {
  const endMs = performance.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > endMs) throw new Error(`waited ${limitMs / 1000} s in vain: ${told()}`);
    await sleep(everyMs);
  }
}
