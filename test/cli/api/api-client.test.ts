import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type ApiClient, createApiClient } from "../../../packages/cli/src/api/api-client.ts";
import { viewOf } from "../job-views.ts";

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

type Reply = { status: number; body: unknown } | "hang up";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A server that answers with `replies` in turn, the last one for ever, and a client for it that waits for nothing. */
async function serve(...replies: [Reply, ...Reply[]]) {
  const seen: Seen[] = [];
  const pausesMs: number[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url, headers } = request;
    const reply = replies[Math.min(seen.length, replies.length - 1)] as Reply;
    seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    if (reply === "hang up") request.socket.destroy();
    else response.writeHead(reply.status).end(textOf(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  open.push(close);
  const controller = new AbortController();
  const client: ApiClient = createApiClient({
    url,
    token: "t0ken",
    signal: controller.signal,
    wait: async (ms) => {
      pausesMs.push(ms);
    },
  });
  return { client, seen, pausesMs, url, close, controller };
}

const textOf = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body));

describe("the API client", () => {
  it("publishes a job with its token and idempotency key, and answers the job", async () => {
    const view = viewOf({ pending: 4 });
    const { client, seen } = await serve({ status: 202, body: view });
    expect(await client.publish({ samples: 2 }, "key-1")).toEqual(view);
    expect(seen).toMatchObject([
      {
        method: "POST",
        url: "/v1/jobs",
        body: '{"samples":2}',
        headers: {
          authorization: "Bearer t0ken",
          "content-type": "application/json",
          "idempotency-key": "key-1",
        },
      },
    ]);
  });

  it("asks for a job and for its matrix by id", async () => {
    const { client, seen } = await serve({ status: 200, body: viewOf({ ok: 4 }) });
    await client.job("a/b");
    await expect(client.matrix("a/b")).rejects.toThrow("does not understand");
    await expect(client.matrix("a", true)).rejects.toThrow("does not understand");
    expect(seen.map(({ url }) => url)).toEqual([
      "/v1/jobs/a%2Fb",
      "/v1/jobs/a%2Fb/matrix",
      "/v1/jobs/a/matrix?simultaneous=true",
    ]);
  });

  it("tries again, with the same key, what may succeed later", async () => {
    const { client, seen, pausesMs } = await serve(
      { status: 503, body: { message: "Service Unavailable" } },
      "hang up",
      { status: 429, body: { message: "Too Many Requests" } },
      { status: 202, body: viewOf({ pending: 4 }) },
    );
    await client.publish({}, "key-1");
    expect(seen.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "key-1",
      "key-1",
      "key-1",
      "key-1",
    ]);
    expect(pausesMs).toEqual([500, 1_000, 2_000]);
  });

  it("tries again what the API says may be done later, whatever its status", async () => {
    const { client, seen } = await serve(
      { status: 409, body: { code: "in-flight", retryable: true } },
      { status: 202, body: viewOf({ pending: 4 }) },
    );
    await client.publish({}, "key-1");
    expect(seen).toHaveLength(2);
  });

  it("gives up on what keeps failing, in the words of the answer", async () => {
    const { client, seen, url } = await serve({ status: 500, body: { detail: "block 3 is corrupt" } });
    await expect(client.job("j")).rejects.toThrow(`${url} answered 500: block 3 is corrupt`);
    expect(seen).toHaveLength(4);
  });

  it("puts a rejected job in the words of the command line", async () => {
    const problem = {
      detail: "…",
      errors: [
        { field: "origins.0", value: "mars-1", accepted: "one of eu-west-2" },
        { field: "deadlineMs", value: 1, accepted: "more" },
      ],
    };
    const { client, seen } = await serve({ status: 400, body: problem });
    const error = await client.publish({}, "k").catch((caught) => caught);
    expect(error.exitCode).toBe(2);
    expect(error.message).toBe(
      '--origins: "mars-1" is not accepted; accepted: one of eu-west-2\n  --deadline: 1 is not accepted; accepted: more',
    );
    expect(seen).toHaveLength(1);
  });

  it.each([
    [
      401,
      { message: "Unauthorized" },
      "answered 401: Unauthorized. The token is not one it accepts: pass --token",
    ],
    [403, { message: "Forbidden" }, "answered 403: Forbidden. The token is not one it accepts"],
    [404, { detail: "there is no job j" }, "answered 404: there is no job j"],
    [409, {}, "answered 409"],
    [502, "<html>Bad gateway</html>", "answered 502: <html>Bad gateway</html>"],
  ])("explains an answer of %i", async (status, body, words) => {
    const { client } = await serve({ status, body });
    await expect(client.job("j")).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining(words),
    });
  });

  it.each([["not JSON"], [{ id: "j" }]])("does not take %j for a job", async (body) => {
    const { client } = await serve({ status: 200, body });
    await expect(client.job("j")).rejects.toThrow("Is it a Crisscross API of the same version?");
  });

  it("says at once that nothing answers", async () => {
    const { client, close, pausesMs, url } = await serve({ status: 200, body: {} });
    close();
    await expect(client.job("j")).rejects.toThrow(
      `nothing answers at ${url} (ECONNREFUSED). Start a local cloud with npx crisscross up`,
    );
    expect(pausesMs).toEqual([]);
  });

  it("does not call nothing what answers in another protocol", async () => {
    const server = createTcpServer((socket) => socket.end("SSH-2.0-x\r\n", () => socket.destroy()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { signal } = new AbortController();
    const client = createApiClient({ url, token: "t", signal, wait: async () => {} });
    await expect(client.job("j")).rejects.toThrow(`what answers at ${url} is not Crisscross's API (`);
    server.close();
  });

  it("stops trying when it is interrupted", async () => {
    const { client, controller, seen } = await serve("hang up");
    controller.abort(new Error("enough"));
    await expect(client.job("j")).rejects.toThrow("enough");
    expect(seen).toHaveLength(0);
  });
});
