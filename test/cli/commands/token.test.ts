import { describe, expect, it } from "vitest";
import { serve } from "../fake-api.ts";
import { createShell, runIn } from "../fake-shell.ts";

const id = "01m8qh3hv248ecj6qxjhc348pc";
const view = {
  ...{ id, name: "nightly", scopes: ["run"], state: "valid", createdBy: "4a203e41ecac" },
  ...{ createdAt: "2026-12-01T00:47:04.034Z", expiresAt: "2026-12-31T00:47:04.034Z" },
};
const budget = { dailyBudget: { usd: 5, probes: 1_000 } };
const secret = `${id}.HqvI2V-Qk2usg32LXS5MEmiyEoIrmGeBKJUqox2XrS0`;
const problem = (status: number, code: string, detail: string) => ({
  status,
  body: { code, detail, retryable: code === "over-budget" },
});

async function token(answer: Parameters<typeof serve>[0][number], ...argv: string[]) {
  const { seen, url } = await serve([answer]);
  return { seen, ...(await runIn(createShell(), ["token", ...argv, "--api", url, "--token", "t"])) };
}

describe("crisscross token", () => {
  it("create prints the token first, and how to use and revoke it", async () => {
    const { exitCode, stdout, seen } = await token(
      { status: 201, body: { ...view, token: secret } },
      "create",
      "--name",
      "nightly",
      "--scopes",
      "run",
    );
    expect([exitCode, seen]).toEqual([0, ["POST /v1/tokens"]]);
    expect(stdout.split("\n")[0]).toBe(secret);
    expect(stdout).toContain(
      `This is token ${id}, "nightly": run, until 2026-12-31 00:47 UTC. It is shown this once`,
    );
    expect(stdout).toContain(`npx crisscross token revoke ${id}`);
  });

  it("create prints the document with --json", async () => {
    const body = { ...view, ...budget, token: secret };
    const { stdout } = await token(
      { status: 201, body },
      "create",
      "--name",
      "nightly",
      "--scopes",
      "run",
      "--json",
    );
    expect(JSON.parse(stdout)).toEqual(body);
  });

  it("create is not tried again: nobody would know the first one's secret", async () => {
    const { exitCode, seen } = await token(
      problem(503, "unavailable", "try again"),
      "create",
      "--name",
      "n",
      "--scopes",
      "run",
    );
    expect([exitCode, seen.length]).toEqual([1, 1]);
  });

  it("list shows who may do what until when, and no secret", async () => {
    const damaged = [{ id: "a", damage: "no hash" }];
    const used = { ...view, ...budget, lastUsedAt: "2026-12-01T08:03:00.000Z" };
    const { stdout } = await token({ body: { tokens: [view, used], damaged } }, "list");
    expect(stdout).toMatch(new RegExp(`${id} +nightly +run +valid +2026-12-31 +never +none`));
    expect(stdout).toMatch(
      new RegExp(`${id} +nightly +run +valid +2026-12-31 +2026-12-01 08:03 UTC +\\$5, 1000 probes`),
    );
    expect(stdout).toContain("token a cannot be read, and lets nobody in: no hash");
  });

  it("list of none says whose tokens there are", async () => {
    expect((await token({ body: { tokens: [] } }, "list")).stdout).toBe("no tokens but the stage's own\n");
  });

  it("revoke says from when on it counts", async () => {
    const revoked = { ...view, state: "revoked", revokedAt: view.createdAt };
    const { stdout, seen } = await token({ body: revoked }, "revoke", id);
    expect(seen).toEqual([`DELETE /v1/tokens/${id}`]);
    expect(stdout).toContain(`token ${id}, "nightly", is revoked: it lets nobody in from a minute later on`);
  });

  it("says in the API's words that a token has not the scope, and blames no other thing", async () => {
    const detail = "the scope admin is needed here, and token t has run; use a token with admin";
    const { exitCode, stderr } = await token(problem(403, "forbidden", detail), "list");
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`answered 403: ${detail}\n`);
  });

  it.each([
    ["--expires", "0"],
    ["--expires", "401"],
    ["--daily-usd", "0"],
    ["--daily-usd", "five"],
    ["--daily-probes", "1.5"],
  ])("create refuses %s %s before it asks", async (option, value) => {
    const { exitCode, stderr, seen } = await token(
      { body: {} },
      "create",
      "--name",
      "n",
      "--scopes",
      "run",
      option,
      value,
    );
    expect([exitCode, seen]).toEqual([2, []]);
    expect(stderr).toContain(`${option}: ${JSON.stringify(value)} is not accepted; accepted: `);
  });

  it("names the option that the API refuses", async () => {
    const errors = [{ field: "scopes.0", value: "root", accepted: "a list of read, run, admin" }];
    const { exitCode, stderr } = await token(
      { status: 400, body: { code: "invalid", errors } },
      "create",
      "--name",
      "n",
      "--scopes",
      "root",
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`--scopes: "root" is not accepted; accepted: a list of read, run, admin`);
  });
});

it("a job over budget is not sent again: only the next day's budget will do", async () => {
  const refused = problem(429, "over-budget", "the token's daily budget: nothing is left");
  const { seen, url } = await serve([{ ...refused, headers: { "retry-after": "43200" } }]);
  const { exitCode, stderr } = await runIn(createShell(), ["probe", "--api", url, "--token", "t"]);
  expect([exitCode, seen]).toEqual([1, ["POST /v1/jobs"]]);
  expect(stderr).toContain("answered 429: the token's daily budget: nothing is left\n");
});
