import { createHash } from "node:crypto";
import type { Context } from "hono";
import type { StoredJob } from "../results/job-store.ts";
import type { Env } from "./handler.ts";

/** Weak, because what is large is compressed for some clients. */
const tagOf = (text: string): string =>
  `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;

/**
 * The tag of what a job that has ended answers to a request, from what storedJob gives alone; undefined while it may still change.
 * Roll-ups carry the hashes of their summaries. `release` is there because another release may write another document.
 */
export function endedTag(c: Context<Env>, state: StoredJob, release: string): string | undefined {
  const { record, finish, cancelled, rollUps } = state;
  if (finish === undefined || rollUps.length !== record.spec.origins.length) return undefined;
  const seals = rollUps.map(({ origin, summary }) => `${origin} ${summary}`).toSorted();
  return tagOf(JSON.stringify([release, c.req.url.replace(/^\w+:\/\/[^/]*/, ""), finish, cancelled, seals]));
}

/** Whether the client holds the answer with this tag already: weak comparison, as If-None-Match has it. */
function isHeld(c: Context<Env>, tag: string): boolean {
  const held = c.req.header("if-none-match")?.match(/\*|(?:W\/)?"[^"]*"/g) ?? [];
  return held.some((one) => one === "*" || one.replace(/^W\//, "") === tag.replace(/^W\//, ""));
}

/** Every client asks again, and gets a 304 while nothing has changed; nobody else keeps what needs a token. */
const revalidated = "private, no-cache";

/** 304 for a client that holds what has this tag, else undefined. */
export const unchanged = (c: Context<Env>, tag: string | undefined): Response | undefined =>
  tag !== undefined && isHeld(c, tag)
    ? c.body(null, 304, { etag: tag, "cache-control": revalidated })
    : undefined;

/** An answer with its tag, its own or one of its text, or 304 for a client that holds it. */
export async function tagged(c: Context<Env>, answer: Response): Promise<Response> {
  const tag = answer.headers.get("etag") ?? tagOf(await answer.clone().text());
  const kept = answer.headers.get("cache-control") ?? revalidated;
  if (isHeld(c, tag))
    return new Response(null, { status: 304, headers: { etag: tag, "cache-control": kept } });
  answer.headers.set("etag", tag);
  answer.headers.set("cache-control", kept);
  return answer;
}
