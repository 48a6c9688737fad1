import { createApp } from "@crisscross/functions/http/app";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { describe, expect, it } from "vitest";
import { blockOf, recordOf, sampleOf, startMs } from "../results/samples.ts";
import { openApi } from "./open-api.ts";

describe("DELETE /v1/jobs/{id}", () => {
  const id = jobIdOf(startMs, new Uint8Array(10).fill(9));
  const remove = { method: "DELETE" };

  it("cancels a job, the second time like the first", async () => {
    const { request, store } = openApi();
    await store.putJob(recordOf(id, { probesPerBlock: 1 }));
    await store.putBlock(blockOf(id, 0, [sampleOf(0)]));
    for (let time = 0; time < 2; time++) {
      const { status, body } = await request(`/v1/jobs/${id}`, remove);
      expect([status, body.state, body.ledger.ok, body.ledger.pending]).toEqual([202, "cancelling", 1, 39]);
    }
    expect((await request(`/v1/jobs/${id}`)).body.state).toBe("cancelling");
    expect((await request(`/v1/jobs/${id}/matrix`)).body.job.state).toBe("cancelling");
  });

  it("says of a cancelled job that has ended what was lost", async () => {
    const { request, store } = openApi();
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
    const { request, store, reconciled } = openApi();
    await store.putJob(recordOf(id));
    await request(`/v1/jobs/${id}`, remove);
    expect(reconciled).toEqual([id]);
  });

  it("refuses when the job has ended by itself", async () => {
    const { request, store } = openApi();
    const { spec } = recordOf(id);
    await store.putJob(recordOf(id, { spec: { ...spec, samples: 1 } }));
    await store.putBlock(blockOf(id, 0, [sampleOf(0)]));
    const { status, body } = await request(`/v1/jobs/${id}`, remove);
    expect([status, body.code]).toEqual([409, "conflict"]);
    expect((await store.storedJob(id))?.cancelled).toBe(false);
  });

  it("does not know a job that is none", async () => {
    expect((await openApi().request(`/v1/jobs/${id}`, remove)).status).toBe(404);
  });
});

describe("reading", () => {
  const id = jobIdOf(startMs, new Uint8Array(10).fill(9));

  it("gives a job's ledger from what is stored", async () => {
    const { request, store } = openApi();
    const { spec } = recordOf(id);
    await store.putJob(recordOf(id, { probesPerBlock: 2, spec: { ...spec, samples: 39 } }));
    expect((await request(`/v1/jobs/${id}`)).body.state).toBe("queued");
    await store.putBlock(
      blockOf(id, 0, [sampleOf(0), sampleOf(1, { outcome: "timeout", reason: "deadline" })]),
    );
    await store.putBlock(blockOf(id, 19, [sampleOf(38)]));
    expect((await request(`/v1/jobs/${id}`)).body).toMatchObject({
      state: "running",
      progress: 3 / 39,
      ledger: { expected: 39, ok: 2, throttled: 0, timeout: 1, error: 0, lost: 0, pending: 36 },
    });
  });

  it("has a job finished as soon as it is seen to be complete, and not again", async () => {
    const { request, store, reconciled } = openApi();
    const { spec } = recordOf(id);
    await store.putJob(recordOf(id, { probesPerBlock: 1, spec: { ...spec, samples: 2 } }));
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
    const { request, store } = openApi();
    const { spec } = recordOf(id);
    await store.putJob(recordOf(id, { probesPerBlock: 2, spec: { ...spec, samples: 39 } }));
    await store.putBlock(blockOf(id, 0, [sampleOf(0), sampleOf(1, { outcome: "throttled", reason: "r" })]));
    await store.putBlock(blockOf(id, 19, [sampleOf(38)]));
    const { body } = await request(`/v1/jobs/${id}/matrix`);
    expect(body.job).toMatchObject({ id, state: "running", expected: 39, ok: 2, throttled: 1, pending: 36 });
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
    const { request, post } = openApi();
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

  it("leaves the canary's jobs out of the list unless it is asked for them, and flags them", async () => {
    const { request, post } = openApi();
    const mine = (await post("{}")).body;
    const canary = (await post("{}", undefined, "canary")).body;
    expect([mine.canary, canary.canary]).toEqual([undefined, true]);
    const listed = async (query: string) =>
      (await request(`/v1/jobs${query}`)).body.jobs.map((job: { id: string; canary?: true }) => [
        job.id,
        job.canary,
      ]);
    expect(await listed("")).toEqual([[mine.id, undefined]]);
    expect(await listed("?canaries=true")).toEqual([
      [canary.id, true],
      [mine.id, undefined],
    ]);
    expect((await request(`/v1/jobs/${canary.id}`)).body.canary).toBe(true);
  });

  it.each([
    "canaries=false",
    "canaries=",
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
    "limit=3&limit=4",
  ])("refuses a list with ?%s", async (query) => {
    const { status, body } = await openApi().request(`/v1/jobs?${query}`);
    expect([status, body.code]).toEqual([400, "invalid"]);
    expect(body.errors[0].field).toBe(query.split("=")[0]);
  });

  it.each([
    ["POST", "/v1/jobs", "no such field; there are dryRun"],
    ["GET", `/v1/jobs/${id}/cost`, "no parameters"],
    ["GET", `/v1/jobs/${id}`, "no parameters"],
    ["DELETE", `/v1/jobs/${id}`, "no such field; there are purge"],
    ["GET", `/v1/jobs/${id}/samples/ap-south-1.0`, "no parameters"],
  ])("refuses parameters of %s %s", async (method, path, accepted) => {
    const { status, body } = await openApi().request(`${path}?wait=1`, { method });
    expect([status, body.code]).toEqual([400, "invalid"]);
    expect(body.errors).toEqual([{ field: "wait", value: "1", accepted }]);
  });

  it.each([
    ["GET", "/v1/jobs/nope"],
    ["GET", `/v1/jobs/${id}`],
    ["GET", `/v1/jobs/${id}/matrix`],
    ["GET", "/v1/jobs/%00"],
    ["GET", "/v2/jobs"],
    ["POST", "/"],
  ])("answers %s %s with 404", async (method, path) => {
    const { status, body, headers } = await openApi().request(path, { method });
    expect([status, body.code]).toEqual([404, "not-found"]);
    expect(headers.get("content-type")).toBe("application/problem+json");
  });

  it.each([
    ["PUT", "/v1/jobs", "GET, POST"],
    ["POST", `/v1/jobs/${id}`, "GET, DELETE"],
    ["DELETE", `/v1/jobs/${id}/matrix`, "GET"],
    ["POST", "/health", "GET"],
  ])("answers %s %s with 405", async (method, path, allow) => {
    const { status, body, headers } = await openApi().request(path, { method });
    expect([status, body.code, headers.get("allow")]).toEqual([405, "method-not-allowed", allow]);
  });

  it("takes a block of more probes than planned for lost, and names it", async () => {
    const { request, store, failures, damages } = openApi();
    const { spec } = recordOf(id);
    await store.putJob(recordOf(id, { spec: { ...spec, samples: 1 } }));
    await store.putBlock(blockOf(id, 0, [sampleOf(0), sampleOf(1)]));
    const { status, body } = await request(`/v1/jobs/${id}`);
    const loss = { origin: "ap-south-1", target: "us-west-1", variant: "bare", reason: "corrupt", n: 1 };
    expect([status, body.ledger.lost, body.reasons]).toEqual([200, 1, [{ ...loss, blocks: [0] }]]);
    // Once by its counts, and once by what it holds: the job has nothing left to come.
    const named = { item: `block 0 of ap-south-1 of job ${id}` };
    expect(damages).toMatchObject([named, named]);
    expect(failures).toEqual([]);
  });

  it("answers 503 without details when the table is down, and logs the cause", async () => {
    const down = new Error("secret host name");
    const { request, failures } = openApi(({ jobs }) =>
      Object.assign(jobs, { storedJob: () => Promise.reject(down) }),
    );
    const { status, body } = await request(`/v1/jobs/${id}`);
    expect([status, body.code]).toEqual([503, "unavailable"]);
    expect(JSON.stringify(body)).not.toContain("secret");
    expect(failures).toEqual([down]);
  });

  it("is healthy without a token", async () => {
    const response = await createApp(openApi().deps).request("/health");
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  });
});
