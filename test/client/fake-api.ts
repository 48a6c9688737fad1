import { type Client, type ClientOptions, createClient } from "@crisscross/client/client";

export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown } | Error;

export const problem = { code: "unavailable", detail: "the table did not answer", retryable: true };

/** An API that gives its answers in turn, the last one for ever, and a client of it that waits for nothing. */
export function fakeApi(replies: readonly [Reply, ...Reply[]], options: Partial<ClientOptions> = {}) {
  const asked: { request: Request; body: string }[] = [];
  const pausesMs: number[] = [];
  const client: Client = createClient({
    url: "http://api.example",
    token: "t0ken",
    wait: async (ms) => {
      pausesMs.push(ms);
    },
    async send(request) {
      const reply = replies[Math.min(asked.length, replies.length - 1)] as Reply;
      asked.push({ request, body: await request.text() });
      if (reply instanceof Error) throw reply;
      const { status = 200, headers = {}, body } = reply;
      return new Response(textOf(body), { status, headers });
    },
    ...options,
  });
  return { client, asked, pausesMs };
}

const textOf = (body: unknown): string | null => {
  if (body === undefined) return null;
  return typeof body === "string" ? body : JSON.stringify(body);
};
