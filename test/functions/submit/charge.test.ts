import { epochMs } from "@crisscross/core/edge/time";
import { renewsAtMs } from "@crisscross/core/job/daily-budget";
import { expect, it } from "vitest";
import { json, openApi } from "../http/open-api.ts";
import { startMs } from "../results/samples.ts";

const day = new Date(startMs).toISOString().slice(0, 10);
const body = JSON.stringify({
  origins: ["ap-south-1"],
  targets: ["us-west-1"],
  variants: ["bare"],
  samples: 10,
});
const send = { method: "POST", body, headers: json };
const keyed = (key: string) => ({ ...send, headers: { ...json, "idempotency-key": key } });
const holder = { principal: "t", scopes: ["run" as const], dailyBudget: { probes: 25 } };
const account = { holder: "t", day };

it("takes each job's probes and estimate from the token's budget, and refuses what is more than what is left", async () => {
  const { ask, budgets, sent, store } = openApi();
  const first = await ask(holder, "/v1/jobs", send);
  await ask(holder, "/v1/jobs", send);
  const written = store.writes();
  const { status, body: problem, headers } = await ask(holder, "/v1/jobs", send);
  expect([status, problem.code, problem.retryable]).toEqual([429, "over-budget", true]);
  expect(problem.detail).toContain(
    "the token's daily budget: this job takes 10 probes, and 5 of 25 are left",
  );
  expect(problem.errors).toMatchObject([{ field: "dailyBudget.probes", value: 10 }]);
  expect(Number(headers.get("retry-after"))).toBe(
    Math.ceil((renewsAtMs(epochMs(startMs)) - startMs - 3) / 1_000),
  );
  expect([sent.length, store.writes()]).toEqual([2, written]);
  expect(budgets.spent(account)).toEqual({
    probes: 20,
    microUsd: 2 * Math.round(first.body.estimatedUsd * 1e6),
  });
});

it("renews at midnight, UTC", async () => {
  const { ask, pass } = openApi();
  const all = { ...holder, dailyBudget: { probes: 10 } };
  expect((await ask(all, "/v1/jobs", send)).status).toBe(202);
  const { status, headers } = await ask(all, "/v1/jobs", send);
  expect(status).toBe(429);
  pass((Number(headers.get("retry-after")) - 1) * 1_000);
  expect((await ask(all, "/v1/jobs", send)).status).toBe(429);
  pass(1_000);
  expect((await ask(all, "/v1/jobs", send)).status).toBe(202);
});

it("holds to USD as to probes", async () => {
  const { ask } = openApi();
  const { estimatedUsd } = (await ask({ ...holder, dailyBudget: { usd: 1 } }, "/v1/jobs", send)).body;
  const exactly = { ...holder, principal: "u", dailyBudget: { usd: 2 * estimatedUsd } };
  const statuses = [];
  for (let n = 0; n < 3; n++) statuses.push((await ask(exactly, "/v1/jobs", send)).status);
  expect(statuses).toEqual([202, 202, 429]);
});

it("holds all tokens together to the stage's budget, and takes nothing from a token that it refuses", async () => {
  const { ask, budgets } = openApi((deps) => Object.assign(deps, { stageBudget: { probes: 15 } }));
  expect((await ask({ ...holder, principal: "other" }, "/v1/jobs", send)).status).toBe(202);
  const { status, body: problem } = await ask(holder, "/v1/jobs", send);
  expect([status, problem.code]).toEqual([429, "over-budget"]);
  expect(problem.detail).toContain(
    "the stage's daily budget: this job takes 10 probes, and 5 of 15 are left",
  );
  expect(budgets.spent(account)).toEqual({ probes: 0, microUsd: 0 });
  expect(budgets.spent({ holder: "stage", day }).probes).toBe(10);
});

it("lets the canary run, whatever is left", async () => {
  const { ask } = openApi((deps) => Object.assign(deps, { stageBudget: { probes: 1 } }));
  expect((await ask({ principal: "canary", scopes: ["run"] }, "/v1/jobs", send)).status).toBe(202);
});

it("counts a job once, however often it is submitted under its key, also when nothing is left", async () => {
  const { ask, budgets } = openApi();
  const all = { ...holder, dailyBudget: { probes: 10 } };
  for (let n = 0; n < 3; n++) expect((await ask(all, "/v1/jobs", keyed("k"))).status).toBe(202);
  expect(budgets.spent(account).probes).toBe(10);
  expect((await ask(all, "/v1/jobs", keyed("other"))).status).toBe(429);
});

it("leaves no claim of a key behind when it refuses: the same request is a new job the next day", async () => {
  const { ask, pass } = openApi();
  const all = { ...holder, dailyBudget: { probes: 10 } };
  await ask(all, "/v1/jobs", keyed("a"));
  expect((await ask(all, "/v1/jobs", keyed("b"))).status).toBe(429);
  pass(86_400_000);
  const { status, headers } = await ask(all, "/v1/jobs", keyed("b"));
  expect([status, headers.get("idempotent-replayed")]).toEqual([202, null]);
});

it.each([undefined, "k"])(
  "gives back what a job that could not be queued was charged, key %s",
  async (key) => {
    let isDown = true;
    const { ask, budgets, pass } = openApi(({ queue }) => {
      const { send: queueUp } = queue;
      queue.send = (id) => (isDown ? Promise.reject(new Error("down")) : queueUp(id));
    });
    const request = key === undefined ? send : keyed(key);
    expect((await ask(holder, "/v1/jobs", request)).status).toBe(503);
    expect(budgets.spent(account)).toEqual({ probes: 0, microUsd: 0 });
    isDown = false;
    pass(4_000);
    expect((await ask(holder, "/v1/jobs", request)).status).toBe(202);
    expect(budgets.spent(account).probes).toBe(10);
  },
);

it("gives it back when the job could not be stored", async () => {
  const { ask, budgets } = openApi(({ jobs }) => {
    jobs.putJob = () => Promise.reject(new Error("down"));
  });
  expect((await ask(holder, "/v1/jobs", keyed("k"))).status).toBe(503);
  expect(budgets.spent(account).probes).toBe(0);
});

it("counts once what two requests under one key do at the same time", async () => {
  const { ask, budgets, sent } = openApi();
  const answers = await Promise.all([1, 2, 3].map(() => ask(holder, "/v1/jobs", keyed("k"))));
  expect(answers.map(({ status }) => status).toSorted()).toEqual(expect.arrayContaining([202]));
  expect([budgets.spent(account).probes, sent.length]).toEqual([10, 1]);
});

it("counts once a job that a slow request and its retry both queue", async () => {
  let go = () => {};
  const waited = new Promise<void>((resolve) => (go = resolve));
  let sends = 0;
  const { ask, budgets, pass } = openApi(({ queue }) => {
    queue.send = () => (++sends === 1 ? waited : Promise.resolve());
  });
  const slow = ask(holder, "/v1/jobs", keyed("k"));
  while (sends === 0) await new Promise(setImmediate);
  pass(4_000);
  expect((await ask(holder, "/v1/jobs", keyed("k"))).status).toBe(202);
  go();
  expect((await slow).status).toBe(202);
  expect(budgets.spent(account).probes).toBe(10);
});

it("tells when it could not give back", async () => {
  const { ask, told } = openApi((deps) => {
    deps.queue.send = () => Promise.reject(new Error("down"));
    deps.budgets.giveBack = () => Promise.reject(new Error("down too"));
  });
  expect((await ask(holder, "/v1/jobs", send)).status).toBe(503);
  expect(told).toEqual([expect.stringMatching(/^not given back: /)]);
});

it("keeps the keys of two tokens apart: each has its own job", async () => {
  const { ask } = openApi();
  const one = await ask(holder, "/v1/jobs", keyed("k"));
  const other = await ask({ ...holder, principal: "other" }, "/v1/jobs", keyed("k"));
  expect([one.status, other.status]).toEqual([202, 202]);
  expect(other.body.id).not.toBe(one.body.id);
});
