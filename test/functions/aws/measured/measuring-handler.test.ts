import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { openMeasuringAgent } from "@crisscross/functions/aws/measured/measuring-agent";
import { openMeasuringHandler } from "@crisscross/functions/aws/measured/measuring-handler";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

let server: Server;
let endpoint: string;
/** Names of the functions whose invocation arrived. */
let arrivals: string[];
/** Aborted once a call has arrived that is never answered. */
const hung = new AbortController();

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = request.url?.split("/")[3] ?? "";
    arrivals.push(name);
    if (name === "hang") hung.abort();
    else response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  arrivals = [];
});

const keys = async () => ({ accessKeyId: "test", secretAccessKey: "test" });

function open(credentials = keys) {
  const handler = openMeasuringHandler(openMeasuringAgent(endpoint, "fresh"));
  const { requestHandler } = handler;
  const handled: string[] = [];
  const handle = requestHandler.handle;
  requestHandler.handle = (request, options) => {
    handled.push(request.headers.authorization === undefined ? "unsigned" : "signed");
    return handle(request, options);
  };
  const client = new LambdaClient({
    region: "eu-west-2",
    endpoint,
    credentials,
    maxAttempts: 1,
    requestHandler,
  });
  const call = async (FunctionName: string) =>
    (await client.send(new InvokeCommand({ FunctionName }))).StatusCode;
  return { handler, call, handled };
}

const never = new AbortController().signal;

it("has a request signed before it is sent, and sends it when told to", async () => {
  const { handler, call, handled } = open();
  const send = await handler.prepare(() => call("one"));
  expect(handled).toEqual(["signed"]);
  // What had been sent would be there before this is.
  await fetch(`${endpoint}/2015-03-31/functions/barrier/invocations`);
  expect(arrivals).toEqual(["barrier"]);
  expect(await send(never)).toBe(200);
  expect(arrivals).toEqual(["barrier", "one"]);
});

it("prepares one call after another", async () => {
  const { handler, call } = open();
  for (const name of ["one", "two"]) {
    const send = await handler.prepare(() => call(name));
    expect(await send(never)).toBe(200);
  }
  expect(arrivals).toEqual(["one", "two"]);
});

it("gives up when the signal says so", async () => {
  const { handler, call } = open();
  const send = await handler.prepare(() => call("hang"));
  await expect(send(hung.signal)).rejects.toMatchObject({ name: "AbortError" });
});

it("tells whoever sends it of a call that failed before it had a request", async () => {
  const { handler, call, handled } = open(() => Promise.reject(new Error("no key")));
  const send = await handler.prepare(() => call("one"));
  await expect(send(never)).rejects.toThrow("no key");
  expect(handled).toEqual([]);
});

it("rehearses without sending, whatever becomes of the answer", async () => {
  const { handler, call, handled } = open();
  await handler.rehearse(async () => {
    await call("never");
    throw new Error("an empty answer");
  });
  expect(handled).toEqual(["signed"]);
  expect(arrivals).toEqual([]);
});
