import type { Backend } from "./backend.ts";

/**
 * Stops the backend once it has answered every request, and answers later ones with 503. A database that closes during a
 * request throws where the caller cannot catch it.
 */
export function stopOnceAnswered(backend: Backend): Backend {
  const underWay = new Set<Promise<unknown>>();
  let isStopping = false;
  return {
    async answer(request) {
      if (isStopping) return { status: 503, headers: {}, body: Buffer.from("The local cloud stops.") };
      const reply = backend.answer(request);
      underWay.add(reply);
      try {
        return await reply;
      } finally {
        underWay.delete(reply);
      }
    },
    async stop() {
      isStopping = true;
      await Promise.allSettled(underWay);
      await backend.stop();
    },
  };
}
