import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../packages/cli/src/run.ts";
import { createShell } from "../cli/fake-shell.ts";
import { readGraph } from "../support/graph.ts";
import { type System, startSystem } from "../support/system.ts";

const region = "sa-east-1";
const admin = "a-token-only-tests-know-0123456789";
let system: System;
beforeAll(async () => {
  const variables = { PROBE_REGIONS: region, DAILY_BUDGET: '{"probes":30}' };
  system = await startSystem(await readGraph(), [region], { variables, alarmTickMs: 0 });
});
afterAll(() => system.stop());

const spec = { origins: [region], targets: [region], variants: ["bare"], samples: 4, seed: 31 };

/** Asks as the holder of a token. The scheme's spelling is part of what API Gateway keeps answers by. */
const as = (token: string, scheme = "Bearer") => ({
  ask: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    system.request(method, path, body, { ...headers, authorization: `${scheme} ${token}` }),
});

async function token(...argv: string[]) {
  const shell = createShell();
  const options = ["--api", system.cloud.apiUrl, "--token", admin];
  const exitCode = await run(["token", ...argv, ...options], shell);
  return { exitCode, text: shell.stdout.text, complaint: shell.stderr.text };
}

const made = async (name: string, ...options: string[]): Promise<{ id: string; token: string }> =>
  JSON.parse((await token("create", "--name", name, "--json", ...options)).text);

const codeOf = async (response: Response): Promise<string> => {
  const { code, message } = (await response.json()) as { code?: string; message?: string };
  return `${response.status} ${code ?? message}`;
};

describe("tokens on the local cloud", () => {
  it("do what their scopes say, and no more", async () => {
    const { token: reading } = await made("reader", "--scopes", "read");
    const reader = as(reading);
    expect((await reader.ask("GET", "/v1/jobs")).status).toBe(200);
    expect(await codeOf(await reader.ask("POST", "/v1/jobs", spec))).toBe("403 forbidden");
    expect(await codeOf(await reader.ask("GET", "/v1/tokens"))).toBe("403 forbidden");
    expect(await codeOf(await as(`${reading}A`).ask("GET", "/v1/jobs"))).toBe("403 Forbidden");
    expect(await codeOf(await as(`${"a".repeat(9_000)}.${"b".repeat(900)}`).ask("GET", "/v1/jobs"))).toBe(
      "403 Forbidden",
    );
    const none = await fetch(`${system.cloud.apiUrl}/v1/jobs`);
    expect(await codeOf(none)).toBe("401 Unauthorized");
  });

  it("have idempotency keys of their own, see each other's jobs, and are held to their budgets and the stage's", async () => {
    const [one, other] = await Promise.all(
      ["one", "other"].map((name) => made(name, "--scopes", "run", "--daily-probes", "7")),
    );
    const [first, second] = [as(one?.token ?? ""), as(other?.token ?? "")];
    const key = { "idempotency-key": "the-same" };
    const mine = await first.ask("POST", "/v1/jobs", spec, key);
    const { id: myJob } = (await mine.json()) as { id: string };
    const refused = await first.ask("POST", "/v1/jobs", spec, { "idempotency-key": "another" });
    expect(await codeOf(refused.clone())).toBe("429 over-budget");
    const body = (await refused.json()) as { detail: string };
    expect(body.detail).toContain("this job takes 4 probes, and 3 of 7 are left");
    expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
    const submit = () => second.ask("POST", "/v1/jobs", spec, key);
    const answers = [await submit(), await submit()];
    const jobs = (await Promise.all(answers.map((one) => one.json()))) as { id: string }[];
    expect(answers.map(({ status, headers }) => [status, headers.get("idempotent-replayed")])).toEqual([
      [202, null],
      [202, "true"],
    ]);
    expect(jobs[0]?.id).toBe(jobs[1]?.id);
    expect(jobs[0]?.id).not.toBe(myJob);
    expect((await first.ask("GET", `/v1/jobs/${jobs[0]?.id}`)).status).toBe(200);
    const rich = as((await made("rich", "--scopes", "run")).token);
    const large = await rich.ask("POST", "/v1/jobs", { ...spec, samples: 23 });
    expect(((await large.json()) as { detail: string }).detail).toMatch(
      /^the stage's daily budget: .* 22 of 30 are left/,
    );
  });

  it("are rotated by the command: a new one is made, the old one is revoked, and the list shows both without secrets", async () => {
    const old = await made("ci", "--scopes", "run", "--expires", "30", "--daily-usd", "5");
    expect((await as(old.token).ask("GET", "/v1/jobs")).status).toBe(200);
    const next = await token("create", "--name", "ci", "--scopes", "run");
    const [nextToken = ""] = next.text.split("\n");
    expect(next.text).toContain(`export CRISSCROSS_TOKEN=${nextToken}`);
    expect((await as(nextToken).ask("GET", "/v1/jobs")).status).toBe(200);
    expect((await token("revoke", old.id)).text).toContain(`token ${old.id}, "ci", is revoked`);
    expect(await codeOf(await as(old.token, "bearer").ask("GET", "/v1/jobs"))).toBe("403 Forbidden");
    expect((await as(nextToken, "bearer").ask("GET", "/v1/jobs")).status).toBe(200);
    const { text } = await token("list");
    expect(text).toMatch(new RegExp(`${old.id} +ci +run +revoked .*\\$5`));
    expect(text).toMatch(new RegExp(`${nextToken.split(".")[0]} +ci +run +valid `));
    const logs = system.events
      .flatMap((event) => (event.kind === "log" ? [event.record.message] : []))
      .join("\n");
    for (const secret of [old.token, nextToken].map((one) => one.split(".")[1] ?? "?"))
      for (const place of [text, logs]) expect(place).not.toContain(secret);
    expect(logs).toContain(`"message":"token.revoked"`);
    expect(await token("revoke", "01jd0c3k9x4v7m2q8r5t6w1y0z")).toMatchObject({
      exitCode: 1,
      complaint: expect.stringContaining("is not known"),
    });
  });
});
