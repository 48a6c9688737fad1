import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bench, openBench } from "../fixtures/bench.ts";
import { homeRegion } from "../fixtures/graph.ts";
import { signRaw } from "../fixtures/sign.ts";

const mb = 1024 * 1024;
let bench: Bench;
beforeAll(async () => {
  bench = await openBench({ requestTimeout: 200, connectionsCheckingInterval: 20 });
});
afterAll(() => bench.stop());

/** Sends the head of a request whose body never comes whole; what is answered until the connection ends. */
function start(headers: Record<string, string | string[]>): { ended: Promise<string> } {
  const { hostname, port } = new URL(bench.endpoint);
  const lines = Object.entries({ host: `${hostname}:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const socket = connect(Number(port), hostname);
  socket.write(`POST / HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n{`);
  let text = "";
  socket.on("data", (data) => {
    text += data;
  });
  return {
    ended: new Promise((resolve) => socket.once("close", () => resolve(text)).once("error", () => {})),
  };
}

const signBy = (signer: Bench["operator"]): Record<string, string | string[]> =>
  signRaw(bench.endpoint, {}, { service: "sqs", region: homeRegion }, signer);

it.each([
  ["unsigned", () => ({}), "Missing Authentication Token"],
  [
    "of a key that nobody holds",
    () => signBy({ ...bench.operator, accessKeyId: "AKIANOBODY" }),
    "security token",
  ],
])(
  "a request %s is answered before its body is there, and the connection ends",
  async (_what, sign, told) => {
    const text = await start({ ...sign(), "content-length": String(31 * mb) }).ended;
    expect(text).toMatch(/^HTTP\/1\.1 403 .*connection: close/is);
    expect(text).toContain(told);
  },
);

it("bodies take only so much room together, and it is free again when the time to send one is over", async () => {
  const fill = () => start({ ...signBy(bench.operator), "content-length": String(32 * mb) }).ended;
  const answers = await Promise.all(Array.from({ length: 9 }, fill));
  const statuses = answers.map((text) => text.split(" ")[1]).sort();
  expect(statuses).toEqual([...Array(8).fill("408"), "503"]);
  expect(await fill()).toMatch(/^HTTP\/1\.1 408/);
});
