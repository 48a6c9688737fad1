import { routeNames, routes } from "@crisscross/core/documents/routes";
import { scopes } from "@crisscross/core/documents/scope";
import { beforeAll, describe, expect, it } from "vitest";
import { type Knocker, knockers, verdictOf } from "../../../scripts/security/scopes.ts";
import { openDoor, stageToken } from "./knocking.ts";

let door: Awaited<ReturnType<typeof openDoor>>;
const tokens = new Map<Knocker, string>();
beforeAll(async () => {
  door = await openDoor();
  const expired = await door.make("admin");
  door.pass(86_400_000);
  const revoked = await door.make("admin");
  await door.tokens.revokeToken(revoked.id, door.deps.nowMs());
  const [whose, other] = [await door.make("admin"), await door.make("read")];
  tokens.set("wrong", `${whose.id}.${other.token.split(".")[1]}`);
  tokens.set("expired", expired.token).set("revoked", revoked.token).set("stage", stageToken);
  for (const scope of scopes) tokens.set(scope, (await door.make(scope)).token);
});

/** What a request that is let in is answered with: its job or its token is none, its body is empty. */
const letIn = new Set([200, 202, 400, 404]);

describe.each(routeNames)("%s", (name) => {
  it.each(knockers)("answers %s as docs/security.md says", async (knocker) => {
    const verdict = verdictOf(routes[name].scope, knocker);
    const written = door.store.writes() + door.tokens.writes();
    const { status, body } = await door.knock(name, tokens.get(knocker));
    if (verdict === "in") expect(letIn).toContain(status);
    else {
      expect(`${status}${body.code === undefined ? "" : ` \`${body.code}\``}`).toBe(verdict);
      expect(door.store.writes() + door.tokens.writes()).toBe(written);
    }
    if (verdict === "403 `forbidden`")
      expect(body.detail).toMatch(
        new RegExp(`^the scope ${routes[name].scope} is needed here, and token \\w+ has ${knocker}; `),
      );
  });
});

it("only what reads needs no more than read, and what is about tokens needs admin", () => {
  const needing = (scope: string) => routeNames.filter((name) => routes[name].scope === scope);
  expect(needing("open")).toEqual(["OpenApi", "Docs", "Health"]);
  for (const name of needing("read")) expect(routes[name].method).toBe("GET");
  for (const { path, scope } of Object.values(routes))
    if (path.startsWith("/v1/tokens")) expect(scope).toBe("admin");
});

it("what no route names is a 404 for a token of any scope, and 401 or 403 for others", async () => {
  const ask = async (knocker: Knocker) => {
    const token = tokens.get(knocker);
    return (
      await door.ask("GET", "/v1/nothing", token === undefined ? {} : { authorization: `Bearer ${token}` })
    ).status;
  };
  expect(await Promise.all(["none", "wrong", "read", "stage"].map((one) => ask(one as Knocker)))).toEqual([
    401, 403, 404, 404,
  ]);
});

it("no answer of any route has a secret but that of the one that makes it", async () => {
  const { token } = await door.make("read");
  const secret = token.split(".")[1] ?? "";
  const list = await door.knock("ListTokens", stageToken);
  expect(list.body.tokens.length).toBeGreaterThan(5);
  const hashes = (await door.tokens.listTokens()).tokens.map(({ hash }) => Buffer.from(hash));
  for (const hidden of [secret, ...hashes.flatMap((one) => [one.toString("hex"), one.toString("base64")])])
    expect(list.text).not.toContain(hidden);
  expect(door.told.join()).not.toContain(secret);
});
