import { createHash } from "node:crypto";
import { type AppDeps, createApp } from "@crisscross/functions/http/app";
import { jobIdOf } from "@crisscross/functions/job-id";
import { describe, expect, it } from "vitest";
import { fakeMonitors } from "./fake-monitor.ts";
import { createMemoryStore, type MemoryStore } from "./memory-store.ts";
import { blockOf, recordOf, sampleOf, startMs } from "./samples.ts";

const json = { "content-type": "application/json" };

function open(change: (deps: AppDeps) => void = () => {}) {
  const store = createMemoryStore();
  const sent: string[] = [];
  const reconciled: string[] = [];
  const failures: unknown[] = [];
  let made = 0;
  const deps: AppDeps = {
    jobs: store,
    progress: store,
    monitor: fakeMonitors().deps,
    blocks: store,
    queue: {
      async send(id) {
        sent.push(id);
      },
    },
    async reconcile(id) {
      reconciled.push(id);
    },
    deployed: ["ap-south-1", "us-west-1", "eu-west-2"],
    blockBudgetMs: 131_000,
    memoryMb: { consume: 512, outer: 512, inner: 256, innerDb: 256 },
    wan: "simulated",
    nowMs: () => startMs + made,
    newId: (epochMs) => jobIdOf(epochMs, new Uint8Array(10).fill(++made)),
    newSeed: () => 77,
    hash: (text) => createHash("sha256").update(text).digest("hex"),
    log: { submitted: () => {}, cancelled: () => {}, failed: (error) => failures.push(error) },
  };
  change(deps);
  const app = createApp(deps);
  const request = async (path: string, init?: RequestInit, principal = "abc123") => {
    const env = { requestContext: { authorizer: { lambda: { principal } } } };
    const response = await app.request(path, init, env);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
  };
  const post = (body: string, headers: Record<string, string> = json, principal?: string) =>
    request("/v1/jobs", { method: "POST", body, headers }, principal);
  return { store, sent, reconciled, failures, deps, request, post };
}

const isUntouched = ({ store, sent }: { store: MemoryStore; sent: string[] }): void => {
  expect(store.writes()).toBe(0);
  expect(sent).toEqual([]);
};

describe("POST /v1/jobs", () => {
  it("stores a job of defaults, queues it and says where it is", async () => {
    const { post, store, sent } = open();
    const { status, headers, body } = await post("{}");
    expect(status).toBe(202);
    expect(headers.get("location")).toBe(`/v1/jobs/${body.id}`);
    const regions = ["ap-south-1", "us-west-1", "eu-west-2"];
    expect(body).toEqual({
      id: body.id,
      createdAt: new Date(startMs).toISOString(),
      spec: {
        origins: regions,
        targets: regions,
        variants: ["bare", "db-get"],
        samples: 5,
        seed: 77,
        deadlineMs: 10_000,
        timeLimitMinutes: 60,
        load: { model: "sequential", gapMs: 10 },
      },
      planned: 90,
      estimatedUsd: expect.any(Number),
      wan: "simulated",
      state: "queued",
      ledger: { expected: 90, ok: 0, throttled: 0, timeout: 0, error: 0, lost: 0, pending: 90 },
      progress: 0,
    });
    expect(body.estimatedUsd).toBeGreaterThan(0);
    expect(sent).toEqual([body.id]);
    expect(await store.getJob(body.id)).toMatchObject({ id: body.id, probesPerBlock: 10 });
  });

  it("plans fewer probes a block when their deadlines would not fit", async () => {
    const { post, store } = open();
    const { body } = await post('{"deadlineMs":30000}');
    expect((await store.getJob(body.id))?.probesPerBlock).toBe(3);
  });

  it.each([
    ["an unknown key", '{"sample":5}', "sample"],
    ["an unknown region", '{"origins":["mars-1"]}', "origins.0"],
    ["a region without a consumer", '{"targets":["sa-east-1"]}', "targets.0"],
    ["a region twice", '{"origins":["us-west-1","us-west-1"]}', "origins"],
    ["an empty list", '{"variants":[]}', "variants"],
    ["a fraction", '{"samples":1.5}', "samples"],
    ["a negative number", '{"samples":-1}', "samples"],
    ["a number as text", '{"samples":"5"}', "samples"],
    ["infinity", '{"samples":1e309}', "samples"],
    ["a billion probes", '{"samples":1000000000}', "samples"],
    ["a prototype", '{"__proto__":{"samples":1}}', "__proto__"],
    ["a list for a job", "[]", "job"],
    ["null for a job", "null", "job"],
  ])("refuses %s, naming the field, and does nothing", async (_, body, field) => {
    const opened = open();
    const answer = await opened.post(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body).toMatchObject({ type: "about:blank", status: 400, code: "invalid" });
    expect(answer.body.errors[0]).toEqual({
      field,
      value: answer.body.errors[0].value,
      accepted: expect.any(String),
    });
    isUntouched(opened);
  });

  it.each([
    ["malformed JSON", 400, "{", json],
    ["no body", 400, "", json],
    ["NaN", 400, '{"samples":NaN}', json],
    ["another content type", 415, "{}", { "content-type": "text/plain" }],
    ["a content type that only starts alike", 415, "{}", { "content-type": "application/jsonp" }],
    ["more than 16 KB", 413, JSON.stringify({ x: "é".repeat(8_200) }), json],
    ["an idempotency key that is too long", 400, "{}", { ...json, "idempotency-key": "k".repeat(129) }],
    ["an idempotency key with a space", 400, "{}", { ...json, "idempotency-key": "a b" }],
  ])("refuses %s with %i and does nothing", async (_, status, body, headers) => {
    const opened = open();
    const answer = await opened.post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body.detail).not.toBe("");
    isUntouched(opened);
  });

  it("takes a content type with a charset", async () => {
    expect((await open().post("{}", { "content-type": "Application/JSON; charset=utf-8" })).status).toBe(202);
  });

  it("refuses to run without its authorizer", async () => {
    const opened = open();
    const app = createApp(opened.deps);
    const response = await app.request("/v1/jobs", { method: "POST", body: "{}", headers: json });
    expect(response.status).toBe(503);
    isUntouched(opened);
  });
});

describe("an idempotency key", () => {
  const keyed = { ...json, "idempotency-key": "k1" };

  it("answers with the same job the second time, and queues it once", async () => {
    const { post, sent } = open();
    const first = await post('{"samples":2}', keyed);
    const second = await post(' { "samples" : 2 } ', keyed);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body).toEqual(first.body);
    expect(sent).toEqual([first.body.id]);
  });

  it("is refused with another body", async () => {
    const { post, sent } = open();
    await post('{"samples":2}', keyed);
    const { status, body } = await post('{"samples":3}', keyed);
    expect([status, body.code]).toEqual([409, "conflict"]);
    expect(sent).toHaveLength(1);
  });

  it("belongs to its principal", async () => {
    const { post } = open();
    const first = await post("{}", keyed, "one");
    const second = await post('{"samples":2}', keyed, "two");
    expect(second.status).toBe(202);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it.each(["claimKey", "putJob", "markQueued"] as const)(
    "lets a retry finish what a crash after %s left undone",
    async (step) => {
      const opened = open(({ jobs }) => {
        const write = jobs[step] as (argument: unknown) => Promise<unknown>;
        let crashed = false;
        Object.assign(jobs, {
          [step]: async (argument: unknown) => {
            const result = await write(argument);
            if (crashed) return result;
            crashed = true;
            throw new Error("crash");
          },
        });
      });
      expect((await opened.post("{}", keyed)).status).toBe(503);
      const { status, body } = await opened.post("{}", keyed);
      expect(status).toBe(202);
      expect((await opened.request(`/v1/jobs/${body.id}`)).status).toBe(200);
      expect(opened.sent).toEqual([body.id]);
    },
  );

  it("lets a retry queue the job when the queue was down", async () => {
    let down = true;
    const opened = open((deps) => {
      const { send } = deps.queue;
      deps.queue = {
        send: (id) => {
          if (!down) return send(id);
          down = false;
          throw new Error("down");
        },
      };
    });
    expect((await opened.post("{}", keyed)).status).toBe(503);
    const { body } = await opened.post("{}", keyed);
    expect(opened.sent).toEqual([body.id]);
  });
});

describe("DELETE /v1/jobs/{id}", () => {
  const id = jobIdOf(startMs, new Uint8Array(10).fill(9));
  const remove = { method: "DELETE" };

  it("cancels a job, the second time like the first", async () => {
    const { request, store } = open();
    await store.putJob(recordOf(id));
    await store.putBlock(blockOf(id, 0, [sampleOf(0)]));
    for (let time = 0; time < 2; time++) {
      const { status, body } = await request(`/v1/jobs/${id}`, remove);
      expect([status, body.state, body.ledger.ok, body.ledger.pending]).toEqual([202, "cancelling", 1, 39]);
    }
    expect((await request(`/v1/jobs/${id}`)).body.state).toBe("cancelling");
    expect((await request(`/v1/jobs/${id}/matrix`)).body.job.state).toBe("cancelling");
  });

  it("says of a cancelled job that has ended what was lost", async () => {
    const { request, store } = open();
    await store.putJob(recordOf(id));
    await store.putCancelled(id, startMs);
    const cell = { origin: "ap-south-1", target: "us-west-1", variant: "bare" };
    const losses = [{ ...cell, reason: "cancelled" as const, n: 40 }];
    await store.putFinish(id, { state: "cancelled", finishedAtMs: startMs, losses });
    const { status, body } = await request(`/v1/jobs/${id}`, remove);
    expect(status).toBe(202);
    expect(body).toMatchObject({ state: "cancelled", ledger: { lost: 40, pending: 0 }, reasons: losses });
  });

  it("has the job closed at once", async () => {
    const { request, store, reconciled } = open();
    await store.putJob(recordOf(id));
    await request(`/v1/jobs/${id}`, remove);
    expect(reconciled).toEqual([id]);
  });

  it("refuses when the job has ended by itself", async () => {
    const { request, store } = open();
    const { spec } = recordOf(id);
    await store.putJob(recordOf(id, { spec: { ...spec, samples: 1 } }));
    await store.putBlock(blockOf(id, 0, [sampleOf(0)]));
    const { status, body } = await request(`/v1/jobs/${id}`, remove);
    expect([status, body.code]).toEqual([409, "conflict"]);
    expect((await store.jobState(id))?.cancelled).toBe(false);
  });

  it("does not know a job that is none", async () => {
    expect((await open().request(`/v1/jobs/${id}`, remove)).status).toBe(404);
  });
});

describe("reading", () => {
  const id = jobIdOf(startMs, new Uint8Array(10).fill(9));

  it("gives a job's ledger from what is stored", async () => {
    const { request, store } = open();
    await store.putJob(recordOf(id));
    expect((await request(`/v1/jobs/${id}`)).body.state).toBe("queued");
    await store.putBlock(
      blockOf(id, 0, [sampleOf(0), sampleOf(1, { outcome: "timeout", reason: "deadline" })]),
    );
    await store.putBlock(blockOf(id, 2, [sampleOf(32)]));
    expect((await request(`/v1/jobs/${id}`)).body).toMatchObject({
      state: "running",
      progress: 3 / 40,
      ledger: { expected: 40, ok: 2, throttled: 0, timeout: 1, error: 0, lost: 0, pending: 37 },
    });
  });

  it("has a job finished as soon as it is seen to be complete, and not again", async () => {
    const { request, store, reconciled } = open();
    const { spec } = recordOf(id);
    await store.putJob(recordOf(id, { spec: { ...spec, samples: 2 } }));
    await store.putBlock(blockOf(id, 0, [sampleOf(0)]));
    expect((await request(`/v1/jobs/${id}`)).body.state).toBe("running");
    expect(reconciled).toEqual([]);
    await store.putBlock(blockOf(id, 1, [sampleOf(1)]));
    expect((await request(`/v1/jobs/${id}`)).body.state).toBe("complete");
    expect(reconciled).toEqual([id]);
    await store.putFinish(id, { state: "complete", finishedAtMs: startMs, losses: [] });
    await request(`/v1/jobs/${id}`);
    expect(reconciled).toEqual([id]);
  });

  it("gives the matrix of the blocks stored so far", async () => {
    const { request, store } = open();
    await store.putJob(recordOf(id));
    await store.putBlock(blockOf(id, 0, [sampleOf(0), sampleOf(1, { outcome: "throttled", reason: "r" })]));
    await store.putBlock(blockOf(id, 1, [sampleOf(16)]));
    const { body } = await request(`/v1/jobs/${id}/matrix`);
    expect(body.job).toMatchObject({ id, state: "running", expected: 40, ok: 2, throttled: 1, pending: 37 });
    expect(body.matrix).toHaveLength(1);
    expect(body.matrix[0]).toMatchObject({
      origin: "ap-south-1",
      target: "us-west-1",
      variant: "bare",
      n: 3,
    });
    expect(body.matrix[0].measures.total).toMatchObject({ n: 2, mean: 300, min: 300, max: 300 });
  });

  it("lists jobs newest first, page by page", async () => {
    const { request, post } = open();
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.unshift((await post("{}")).body.id);
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const { status, body } = await request(`/v1/jobs?limit=2${next ? `&cursor=${next}` : ""}`);
      expect(status).toBe(200);
      expect(body.jobs[0]).not.toHaveProperty("ledger");
      seen.push(...body.jobs.map((job: { id: string }) => job.id));
      next = body.next;
    } while (next);
    expect(seen).toEqual(ids);
  });

  it.each([
    "limit=0",
    "limit=101",
    "limit=1.5",
    "limit=",
    "limit=ten",
    "cursor=",
    "cursor=!",
    "cursor=e30",
    `cursor=${Buffer.from('["x",1]').toString("base64url")}`,
    "offset=3",
  ])("refuses a list with ?%s", async (query) => {
    const { status, body } = await open().request(`/v1/jobs?${query}`);
    expect([status, body.code]).toEqual([400, "invalid"]);
    expect(body.errors[0].field).toBe(query.split("=")[0]);
  });

  it.each([
    ["GET", "/v1/jobs/nope"],
    ["GET", `/v1/jobs/${id}`],
    ["GET", `/v1/jobs/${id}/matrix`],
    ["GET", "/v1/jobs/%00"],
    ["GET", "/v2/jobs"],
    ["POST", "/"],
  ])("answers %s %s with 404", async (method, path) => {
    const { status, body, headers } = await open().request(path, { method });
    expect([status, body.code]).toEqual([404, "not-found"]);
    expect(headers.get("content-type")).toBe("application/problem+json");
  });

  it.each([
    ["PUT", "/v1/jobs", "GET, POST"],
    ["POST", `/v1/jobs/${id}`, "GET, DELETE"],
    ["DELETE", `/v1/jobs/${id}/matrix`, "GET"],
    ["POST", "/health", "GET"],
  ])("answers %s %s with 405", async (method, path, allow) => {
    const { status, body, headers } = await open().request(path, { method });
    expect([status, body.code, headers.get("allow")]).toEqual([405, "method-not-allowed", allow]);
  });

  it("answers 500 for more stored than planned, and logs it", async () => {
    const { request, store, failures } = open();
    const { spec } = recordOf(id);
    await store.putJob(recordOf(id, { spec: { ...spec, samples: 1 } }));
    await store.putBlock(blockOf(id, 0, [sampleOf(0), sampleOf(1)]));
    const { status, body } = await request(`/v1/jobs/${id}`);
    expect([status, body.code]).toEqual([500, "corrupt"]);
    expect(failures).toHaveLength(1);
  });

  it("answers 503 without details when the table is down, and logs the cause", async () => {
    const down = new Error("secret host name");
    const { request, failures } = open(({ progress }) =>
      Object.assign(progress, { jobState: () => Promise.reject(down) }),
    );
    const { status, body } = await request(`/v1/jobs/${id}`);
    expect([status, body.code]).toEqual([503, "unavailable"]);
    expect(JSON.stringify(body)).not.toContain("secret");
    expect(failures).toEqual([down]);
  });

  it("is healthy without a token", async () => {
    const response = await createApp(open().deps).request("/health");
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  });
});
