import type { Send } from "./patience.ts";

/** Answers that are kept: whoever polls, polls a few addresses. */
const mostKept = 8;

/**
 * Keeps the last answers that have a tag, and asks by it whether they are still the same. A 304 is answered with what
 * was kept, so polling what does not change costs next to nothing.
 */
export function createRememberingSend(send: Send): Send {
  const kept = new Map<string, { tag: string; answer: Response }>();
  return async (request) => {
    if (request.method !== "GET") return send(request);
    const known = kept.get(request.url);
    if (known !== undefined) request.headers.set("if-none-match", known.tag);
    const answer = await send(request);
    if (answer.status === 304 && known !== undefined) return known.answer.clone();
    kept.delete(request.url);
    const tag = answer.headers.get("etag");
    if (answer.status === 200 && tag !== null) kept.set(request.url, { tag, answer: answer.clone() });
    for (const url of [...kept.keys()].slice(0, -mostKept)) kept.delete(url);
    return answer;
  };
}
