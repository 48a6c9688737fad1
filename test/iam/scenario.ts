import { randomUUID } from "node:crypto";
import type { CloudEvent } from "@crisscross/local/events/event";
import type { FakeTimers } from "../local/schedule/fake-timers.ts";
import { isOver, type System } from "../support/system.ts";
import { until } from "../support/until.ts";
import { useLetters } from "./letters.ts";

/** An origin, and the region furthest from it: a round trip of 311 ms. */
export const near = "sa-east-1";
export const far = "ap-southeast-2";

/** A call that a policy denied while the scenario ran. */
export class Denied extends Error {
  override name = "Denied";
  readonly principal: string;
  readonly action: string;

  constructor({ principal, action, message }: Extract<CloudEvent, { kind: "denied" }>) {
    super(message);
    this.principal = principal;
    this.action = action;
  }
}

/**
 * Uses everything that stacks/ describes at least once, from and to two probe regions. Rejects with Denied as soon as a
 * call is denied, and with another error when something does not work for another reason.
 */
export async function useEverything(system: System, timers: FakeTimers): Promise<void> {
  const { events, cloud } = system;
  const begun = events.length;
  const check = (): void => {
    const denied = events.slice(begun).find(({ kind }) => kind === "denied");
    if (denied?.kind === "denied") throw new Denied(denied);
  };
  const once = (what: string, look: () => boolean | Promise<boolean>, everyMs = 20): Promise<unknown> =>
    until(
      () => {
        check();
        return look();
      },
      () => what,
      { everyMs },
    );
  const get = async (path: string): Promise<void> => {
    const response = await system.request("GET", path);
    check();
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
  };
  const submit = async (spec: object, key: string = randomUUID()): Promise<string> => {
    const response = await system.request("POST", "/v1/jobs", spec, { "idempotency-key": key });
    check();
    if (!response.ok) throw new Error(`POST /v1/jobs answered ${response.status}: ${await response.text()}`);
    const { id } = (await response.json()) as { id: string };
    return id;
  };
  // Asked more often, the stage throttles.
  const end = (id: string) => once(`the end of ${id}`, async () => isOver(await system.job(id)), 250);
  const said = (event: CloudEvent): string => (event.kind === "log" ? event.record.message : "");
  const logged = (message: string) => (event: CloudEvent) => said(event).includes(`"message":"${message}"`);

  const short = { origins: [near], targets: [far], variants: ["bare"], samples: 1, seed: 31 };
  const variants = ["bare", "bare/direct", "db-get", "db-put/direct", `bare/via=${near}+${far}`];
  const everyCall = { ...short, targets: [near, far], variants };
  const finished = await submit(everyCall);
  const refreshed = await submit({ ...everyCall, refresh: 1 });
  // No answer from there can be back in time, so these fail, and failures are told to the home region.
  const late = await submit({ ...short, deadlineMs: 100 });
  // Spread over more than the five minutes that are published ahead: the rest is published later, and what comes early is postponed.
  const paced = { load: { model: "sequential", gapMs: 2_000 }, deadlineMs: 30_000, samples: 200 };
  const spreadAtMs = Date.now();
  const spread = await submit({ ...short, ...paced });
  const again = randomUUID();
  for (let n = 0; n < 2; n++) await submit({ ...short, targets: [near] }, again);
  await end(finished);
  await end(refreshed);
  await end(late);

  // Of a token it knows, the authorizer's answer may be remembered.
  const authorization = `Bearer ${randomUUID()}`;
  const refused = await fetch(`${cloud.apiUrl}/v1/jobs`, { headers: { authorization } });
  if (refused.status !== 403) throw new Error(`an unknown token was answered with ${refused.status}`);

  const page = await fetch(`${cloud.apiUrl}/`);
  if (page.status !== 200) throw new Error(`the page was answered with ${page.status}`);

  await useToken(system, check);

  await readEverything(get, finished);
  await useLetters(system, [near, far], check, once);

  const cancelled = await submit({ ...short, samples: 8 });
  const response = await system.request("DELETE", `/v1/jobs/${cancelled}`);
  if (!response.ok) throw new Error(`DELETE answered ${response.status}: ${await response.text()}`);
  await once("a postponed block", () => events.slice(begun).some(logged("block.postponed")));
  const planned = () =>
    events.slice(begun).filter((event) => logged("job.planned")(event) && said(event).includes(spread))
      .length;
  // Its blocks are 6 s apart.
  await once("the time of the next block", () => Date.now() - spreadAtMs > 6_500);
  await timers.pass(60_000);
  await once("more blocks of a job that is spread", () => planned() > 1);
  await system.request("DELETE", `/v1/jobs/${spread}`);
  await once("a finished job", () => events.slice(begun).some(logged("job.finished")));
  await once("functions that no longer run", () =>
    cloud.lambda.environments().every(({ state }) => state === "idle"),
  );
}

/** Makes a token, uses it for what its budget has and has not, lists it and revokes it. */
async function useToken({ cloud, request }: System, check: () => void): Promise<void> {
  const expectStatus = async (status: number, response: Response): Promise<Response> => {
    check();
    if (response.status === status) return response;
    throw new Error(`${response.url} answered ${response.status}, not ${status}: ${await response.text()}`);
  };
  const asked = { name: "scenario", scopes: ["run"], dailyBudget: { probes: 1 } };
  const made = await expectStatus(201, await request("POST", "/v1/tokens", asked));
  const { id, token } = (await made.json()) as { id: string; token: string };
  const authorization = `Bearer ${token}`;
  await expectStatus(200, await fetch(`${cloud.apiUrl}/v1/jobs`, { headers: { authorization } }));
  const tooMuch = { origins: [near], targets: [far], variants: ["bare"], samples: 2 };
  const headers = { authorization, "idempotency-key": randomUUID() };
  await expectStatus(429, await request("POST", "/v1/jobs", tooMuch, headers));
  await expectStatus(200, await request("GET", "/v1/tokens"));
  await expectStatus(200, await request("DELETE", `/v1/tokens/${id}`));
}

/** Reads what there is of a finished job, and what watches. */
async function readEverything(get: (path: string) => Promise<void>, finished: string): Promise<void> {
  for (const part of ["", "/matrix", "/attribution", "/samples"]) await get(`/v1/jobs/${finished}${part}`);
  await get(`/v1/jobs/${finished}/samples/${near}.0`);
  await get("/v1/jobs");
  await get("/v1/alarms");
  await get("/v1/alarms/inner-throttles");
  await get("/v1/metrics/Probes");
  await get("/v1/dashboard");
}
