import { createHash, randomBytes } from "node:crypto";
import { epochMs } from "@crisscross/core/edge/time";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { createToken } from "@crisscross/functions/tokens/create-token";
import { findCaller } from "@crisscross/functions/tokens/find-caller";
import { readTokenHashes } from "@crisscross/functions/tokens/secret-hashes";
import { hashOf, readTokenText, secretBytes } from "@crisscross/functions/tokens/token-text";
import { beforeEach, describe, expect, it } from "vitest";
import { startMs } from "../results/samples.ts";
import { createMemoryTokens } from "./memory-tokens.ts";

const dayMs = 86_400_000;
const stageHash = createHash("sha256").update("stage-token").digest("hex");
let made: number;
let nowMs: number;
let tokens: ReturnType<typeof createMemoryTokens>;
let looked: string[];
beforeEach(() => {
  made = 0;
  nowMs = startMs;
  tokens = createMemoryTokens();
  looked = [];
});

const make = (more: object = {}) =>
  createToken(
    {
      tokens,
      nowMs: () => epochMs(nowMs),
      newId: (atMs) => jobIdOf(atMs, new Uint8Array(10).fill(++made)),
      newSecret: () => new Uint8Array(secretBytes).fill(made),
    },
    { name: "t", scopes: ["read"], expiresInDays: 1, ...more },
    "admin",
  );
const find = (authorization: string | undefined) =>
  findCaller(
    {
      hashes: readTokenHashes(stageHash),
      tokens: {
        getToken(id) {
          looked.push(id);
          return tokens.getToken(id);
        },
      },
      nowMs: () => epochMs(nowMs),
    },
    authorization,
  );

describe("an Authorization header", () => {
  it("of a token names its id, scopes, expiry and budget", async () => {
    const { id, token } = await make({ scopes: ["run"], dailyBudget: { probes: 5 } });
    const caller = {
      principal: id,
      scopes: ["run"],
      expiresAtMs: startMs + dayMs,
      dailyBudget: { probes: 5 },
    };
    expect(await find(`Bearer ${token}`)).toEqual(caller);
    expect(await find(`bearer   ${token}`)).toEqual(caller);
  });

  it("of the stage's secret may do everything, and asks no table", async () => {
    expect(await find("Bearer stage-token")).toEqual({
      principal: stageHash.slice(0, 12),
      scopes: ["admin"],
    });
    expect(looked).toEqual([]);
  });

  it("lets nobody in from the millisecond on at which the token expires", async () => {
    const { token } = await make();
    nowMs = startMs + dayMs - 1;
    expect(await find(`Bearer ${token}`)).toBeDefined();
    nowMs++;
    expect(await find(`Bearer ${token}`)).toBeUndefined();
  });

  it("lets nobody in by a token that is revoked", async () => {
    const { id, token } = await make();
    await tokens.revokeToken(id, epochMs(nowMs));
    expect(await find(`Bearer ${token}`)).toBeUndefined();
  });

  it("lets nobody in by the id of one and the secret of another", async () => {
    const [one, other] = [await make(), await make({ scopes: ["admin"] })];
    const secretOf = ({ token }: { token: string }) => token.split(".")[1];
    expect(await find(`Bearer ${other.id}.${secretOf(one)}`)).toBeUndefined();
    expect(await find(`Bearer ${one.id}.${secretOf(other)}`)).toBeUndefined();
    expect(looked).toEqual([other.id, one.id]);
  });

  it("lets nobody in by a wrong secret, by no token's id, or by the hash itself", async () => {
    const { id, token } = await make();
    const hash = Buffer.from((await tokens.getToken(id))?.hash ?? []).toString("base64url");
    for (const secret of ["A".repeat(43), hash]) expect(await find(`Bearer ${id}.${secret}`)).toBeUndefined();
    expect(await find(`Bearer ${id.replace(/.$/, "z")}.${token.split(".")[1]}`)).toBeUndefined();
    expect(await find(`Bearer ${jobIdOf(0, new Uint8Array(10))}.${"A".repeat(43)}`)).toBeUndefined();
  });

  const id = jobIdOf(startMs, new Uint8Array(10).fill(1));
  const secret = Buffer.alloc(32, 1).toString("base64url");
  it.each([
    ["nothing", undefined],
    ["an empty one", ""],
    ["no scheme", `${id}.${secret}`],
    ["another scheme", `Basic ${id}.${secret}`],
    ["no token", "Bearer "],
    ["no dot", `Bearer ${id}${secret}`],
    ["two dots", `Bearer ${id}.${secret}.`],
    ["a dot in the secret", `Bearer ${id}.${secret.slice(0, 20)}.${secret.slice(21)}`],
    ["no id", `Bearer .${secret}`],
    ["no secret", `Bearer ${id}.`],
    ["a shorter secret", `Bearer ${id}.${secret.slice(1)}`],
    ["a longer secret", `Bearer ${id}.${secret}A`],
    ["padding", `Bearer ${id}.${secret}=`],
    ["another alphabet", `Bearer ${id}.${"+/".repeat(21)}A`],
    ["an id in capitals", `Bearer ${id.toUpperCase()}.${secret}`],
    ["a key of another item", `Bearer tokens.${secret}`],
    ["a job's partition", `Bearer job#${id.slice(4)}.${secret}`],
    ["two tokens", `Bearer ${id}.${secret} ${id}.${secret}`],
    ["two headers in one", `Bearer ${id}.${secret},Bearer ${id}.${secret}`],
    ["a line end", `Bearer ${id}.${secret}\n`],
    ["a null byte", `Bearer ${id}.${secret}\0`],
    ["bytes that are no ASCII", `Bearer ${id}.${"ä".repeat(43)}`],
    ["digits of another script", `Bearer ٠${id.slice(1)}.${secret}`],
    ["a prototype's name", "Bearer __proto__.constructor"],
    ["a megabyte", `Bearer ${id}.${"A".repeat(1_000_000)}`],
    ["a megabyte of dots", `Bearer ${".".repeat(1_000_000)}`],
    ["a megabyte of spaces", `Bearer ${" ".repeat(1_000_000)}`],
  ])("with %s is nobody's, and asks no table", async (_, authorization) => {
    await make();
    expect(await find(authorization)).toBeUndefined();
    expect(looked).toEqual([]);
  });
});

it("a secret has 256 random bits, and its hash is of its text: no other text means the same", () => {
  const secret = randomBytes(secretBytes).toString("base64url");
  const id = jobIdOf(startMs, new Uint8Array(10));
  expect(readTokenText(`${id}.${secret}`)).toEqual({ id, hash: hashOf(secret) });
  // The last of 43 characters has two bits that no byte has: what decodes to the same bytes is another text.
  const twin = secret.replace(/.$/, (last) => (last === "B" ? "A" : "B"));
  expect(readTokenText(`${id}.${twin}`)?.hash).not.toEqual(hashOf(secret));
});

it("an id that is taken stays its holder's: the second token is not made", async () => {
  const { id, token } = await make();
  made = 0;
  nowMs = startMs;
  await expect(make({ scopes: ["admin"] })).rejects.toMatchObject({ code: "unavailable" });
  expect(await find(`Bearer ${token}`)).toMatchObject({ principal: id, scopes: ["read"] });
});
