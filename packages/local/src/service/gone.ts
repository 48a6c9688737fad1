import type { ServerResponse } from "node:http";

/** Aborted when a response's connection closes before it has been sent: the caller has gone. */
export function goneWith(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableEnded) gone.abort();
  });
  return gone.signal;
}
