import { beforeEach, expect, it } from "vitest";
import { openDoor, stageToken } from "./knocking.ts";

let door: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  door = await openDoor();
});
const statusOf = async (token: string) => (await door.knock("ListJobs", token)).status;
const json = { "content-type": "application/json", authorization: `Bearer ${stageToken}` };

it("a token that is revoked while API Gateway keeps its answer is refused within 60 s, for good", async () => {
  const { id, token } = await door.make("read");
  expect(await statusOf(token)).toBe(200);
  await door.tokens.revokeToken(id, door.deps.nowMs());
  door.pass(54_999);
  expect(await statusOf(token)).toBe(200);
  door.pass(1);
  expect(await statusOf(token)).toBe(403);
  door.pass(3_600_000);
  expect(await statusOf(token)).toBe(403);
});

it("a token that was not used before it was revoked is refused at once", async () => {
  const { id, token } = await door.make("read");
  await door.tokens.revokeToken(id, door.deps.nowMs());
  expect(await statusOf(token)).toBe(403);
});

it("a token that expires while API Gateway keeps its answer is refused at that moment, and told so", async () => {
  const { token, expiresAt } = await door.make("read");
  const pass = (untilMs: number) => door.pass(Date.parse(expiresAt) - untilMs - door.deps.nowMs());
  pass(10_000);
  expect(await statusOf(token)).toBe(200);
  pass(1);
  expect(await statusOf(token)).toBe(200);
  pass(0);
  expect((await door.knock("ListJobs", token)).body).toMatchObject({ code: "forbidden", status: 403 });
  door.pass(60_000);
  expect((await door.knock("ListJobs", token)).body).toEqual({ message: "Forbidden" });
});

it("a kept answer is of its token alone, and of all routes", async () => {
  const [reader, runner] = [await door.make("read"), await door.make("run")];
  for (const { token } of [reader, runner]) expect(await statusOf(token)).toBe(200);
  expect((await door.knock("SubmitJob", reader.token)).status).toBe(403);
  expect((await door.knock("SubmitJob", runner.token)).status).toBe(202);
  expect(door.asked).toHaveLength(2);
});

it("is rotated by a new token and revoking the old one, with no moment without one", async () => {
  const make = async () => {
    const body = JSON.stringify({ name: "ci", scopes: ["run"] });
    return (await door.ask("POST", "/v1/tokens", json, body)).body as { id: string; token: string };
  };
  const old = await make();
  expect(await statusOf(old.token)).toBe(200);
  const next = await make();
  expect([await statusOf(old.token), await statusOf(next.token)]).toEqual([200, 200]);
  const revoked = await door.ask("DELETE", `/v1/tokens/${old.id}`, json);
  expect([revoked.status, revoked.body.state]).toEqual([200, "revoked"]);
  door.pass(60_000);
  expect([await statusOf(old.token), await statusOf(next.token)]).toEqual([403, 200]);
  const { tokens } = (await door.knock("ListTokens", stageToken)).body;
  expect(tokens.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`)).toEqual([
    "ci revoked",
    "ci valid",
  ]);
});

it("its last use is in the list, to the hour", async () => {
  const { id, token } = await door.make("read");
  const usedAt = async () => {
    const { tokens } = (await door.knock("ListTokens", stageToken)).body;
    return tokens.find((one: { id: string }) => one.id === id).lastUsedAt;
  };
  expect(await usedAt()).toBeUndefined();
  await door.knock("SubmitJob", token);
  expect(await usedAt()).toBeUndefined();
  await statusOf(token);
  const first = await usedAt();
  expect(Date.parse(first)).toBe(door.deps.nowMs());
  door.pass(3_599_000);
  await statusOf(token);
  expect(await usedAt()).toBe(first);
  door.pass(1_000);
  await statusOf(token);
  expect(Date.parse(await usedAt())).toBe(door.deps.nowMs());
});

it.each([
  [{ scopes: ["read"] }, "name"],
  [{ name: " ", scopes: ["read"] }, "name"],
  [{ name: "a\u202eb", scopes: ["read"] }, "name"],
  [{ name: "x".repeat(121), scopes: ["read"] }, "name"],
  [{ name: "n", scopes: [] }, "scopes"],
  [{ name: "n", scopes: ["read", "read"] }, "scopes"],
  [{ name: "n", scopes: ["root"] }, "scopes.0"],
  [{ name: "n", scopes: ["read"], expiresInDays: 0 }, "expiresInDays"],
  [{ name: "n", scopes: ["read"], expiresInDays: 401 }, "expiresInDays"],
  [{ name: "n", scopes: ["read"], dailyBudget: {} }, "dailyBudget"],
  [{ name: "n", scopes: ["read"], dailyBudget: { usd: 0 } }, "dailyBudget.usd"],
  [{ name: "n", scopes: ["read"], dailyBudget: { probes: 1.5 } }, "dailyBudget.probes"],
  [{ name: "n", scopes: ["read"], dailyBudget: { eur: 1 } }, "dailyBudget.eur"],
  [{ name: "n", scopes: ["read"], id: "x" }, "id"],
  [[], "token"],
])("%j makes no token", async (body, field) => {
  const { status, body: problem } = await door.ask("POST", "/v1/tokens", json, JSON.stringify(body));
  expect([status, problem.code, problem.errors?.[0]?.field]).toEqual([400, "invalid", field]);
  expect(door.tokens.writes()).toBe(0);
});

it.each(["x", "__proto__", "%00", "a".repeat(300)])("the token %s is not known", async (id) => {
  expect((await door.ask("DELETE", `/v1/tokens/${id}`, json)).body.code).toBe("not-found");
});
