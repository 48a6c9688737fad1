import { kill } from "node:process";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { calm } from "@crisscross/local/wan/weather-document";
import { afterAll, beforeAll, expect, it } from "vitest";
import { until } from "../../support/until.ts";
import { buildGraph, lambda } from "../fixtures/graph.ts";
import { dial, openSession, type Session } from "../fixtures/session.ts";

const here = "sa-east-1";
/** Farther away than Node waits for an address of several. */
const far = "ap-southeast-2";
const near = "us-east-1";
const idleCloseMs = 1_500;
const rttMs = readRttMs(here, far);

const graph = buildGraph(lambda("dialer", { handler: "dialer.handler", region: here }));
let session: Session;

beforeAll(async () => {
  // A test stops an environment itself.
  session = await openSession({ wan: true, freeze: false, network: { weather: calm, idleCloseMs }, graph });
});
afterAll(() => session.cloud.stop());

const toldSince = (n: number) =>
  session.cloud.injected(n).map(({ what, from, to, operation, tableMs }) => ({
    ...{ what, from, to, tableMs },
    ...(operation && { operation }),
  }));
const toldUpTo = () => session.cloud.injected().at(-1)?.n ?? 0;

it("costs a greeting three round trips and a look-up, and each part is told", async () => {
  const before = toldUpTo();
  const [greeting] = await dial(session.cloud, here, { region: far, autoSelectFamily: false });
  const { lookupMs, connectMs, secureConnectMs, answerMs, ...rest } = greeting ?? { tried: [] };
  expect(rest).toEqual({ status: 403, tried: ["198.18.7.1"] });
  const ownMs = readRttMs(here, here);
  expect(lookupMs).toBeGreaterThanOrEqual(ownMs);
  expect(connectMs).toBeGreaterThanOrEqual(ownMs + rttMs);
  expect(secureConnectMs).toBeGreaterThanOrEqual(ownMs + 2 * rttMs);
  expect(answerMs).toBeGreaterThanOrEqual(ownMs + 3 * rttMs);
  expect(toldSince(before)).toEqual([
    { what: "lookup", from: here, to: here, tableMs: ownMs },
    { what: "connect", from: here, to: far, tableMs: rttMs },
    { what: "secureConnect", from: here, to: far, tableMs: rttMs },
    { what: "request", from: here, to: far, tableMs: rttMs },
  ]);
});

it("costs the next one on the same connection one", async () => {
  const before = toldUpTo();
  const two = await dial(session.cloud, here, { region: near, autoSelectFamily: false, requests: 2 });
  expect(two.map(({ tried }) => tried.length)).toEqual([1, 0]);
  // That of the test before may be closed now.
  const told = toldSince(before).filter(({ what, to }) => what === "lookup" || to === near);
  expect(told.map(({ what }) => what)).toEqual([
    ...["lookup", "connect", "secureConnect", "request"],
    "request",
  ]);
});

it("closes a kept connection that was idle too long, also while its owner stands still: the next write finds it dead", async () => {
  await dial(session.cloud, here, { region: near, autoSelectFamily: false });
  const [{ pid = 0 } = {}] = session.cloud.lambda.environments();
  const before = toldUpTo();
  kill(pid, "SIGSTOP");
  const asked = dial(session.cloud, here, { region: near, autoSelectFamily: false });
  // The invocation is on its way to a process that does not run: the socket is as the function left it.
  // The far one may be closed meanwhile as well.
  const told = () => toldSince(before).filter(({ to }) => to === near);
  await until(() => told().length > 0);
  kill(pid, "SIGCONT");
  const [found] = await asked;
  expect(found).toMatchObject({ failed: "ECONNRESET" });
  expect(found).not.toHaveProperty("status");
  expect(told()).toEqual([{ what: "idleClose", from: here, to: near, tableMs: 0 }]);
});

it("lets nothing into a region during an outage, and the connection be made after it", async () => {
  const outages = [{ region: near, afterS: 0, forS: 600 }];
  const cut = await openSession({ wan: true, network: { weather: { ...calm, outages } }, graph });
  const [inside] = await dial(cut.cloud, here, { region: here });
  expect(inside).toMatchObject({ status: 403 });
  const [outside] = await dial(cut.cloud, here, { region: near, autoSelectFamily: false, withinMs: 300 });
  expect(outside).toMatchObject({ tried: [expect.any(String)], failed: "ABORT_ERR" });
  expect(outside).not.toHaveProperty("connectMs");
  await cut.cloud.stop();
});

it("costs nothing where connections are to be free, and one address is all there is where one is wanted", async () => {
  const network = { weather: calm, handshakes: false, addresses: 1 };
  const free = await openSession({ wan: true, network, graph });
  const [dialled] = await dial(free.cloud, here, { region: far });
  expect(dialled).toMatchObject({ status: 403, tried: ["198.18.7.1"] });
  expect(free.cloud.injected().map(({ what, roundTripMs }) => [what, roundTripMs])).toEqual([
    ["lookup", 0],
    ["connect", 0],
    ["secureConnect", 0],
    ["request", rttMs],
  ]);
  await free.cloud.stop();
});

it("lets Node give up far addresses of one name, until the one is left that does not answer", async () => {
  const [chosen] = await dial(session.cloud, here, { region: far, withinMs: 2_000 });
  expect(chosen).toMatchObject({ tried: ["198.18.7.1", "198.18.7.2", "198.18.7.3"], failed: "ABORT_ERR" });
  expect(chosen).not.toHaveProperty("connectMs");
});
