import { routes } from "@crisscross/core/documents/routes";
import { describe, expect, it } from "vitest";
import { startMs } from "../results/samples.ts";
import { json, openApi } from "./open-api.ts";

const keyed = { ...json, "idempotency-key": "k1" };
const remove = { method: "DELETE" };

/** A job that was submitted under a key, and has ended unless it is left running. */
async function submitted(isEnded = true) {
  const opened = openApi();
  const { body } = await opened.post('{"samples":1,"tags":{"a":"b"}}', keyed);
  const id: string = body.id;
  if (isEnded) {
    await opened.store.putFinish(id, { state: "complete", finishedAtMs: startMs, losses: [] });
    await opened.store.closeJob(id);
  }
  const purge = () => opened.request(`/v1/jobs/${id}?purge=true`, remove);
  return { ...opened, id, purge };
}

describe("purging a job", () => {
  it("says what becomes of it, the same each time", async () => {
    const { id, purge, pass, store } = await submitted();
    const first = await purge();
    expect([first.status, first.body]).toEqual([
      202,
      { id, purgedAt: "2027-01-15T08:00:00.001Z", purged: expect.stringContaining("deleted") },
    ]);
    pass(60_000);
    expect((await purge()).body).toEqual(first.body);
    expect(await Array.fromAsync(store.purges())).toEqual([{ id, purgedAtMs: startMs + 1 }]);
  });

  it("is a 410 for whoever reads or cancels it from then on, and it is in no list", async () => {
    const { id, purge, request } = await submitted();
    await purge();
    const paths = Object.values(routes)
      .filter(({ path }) => path.startsWith("/v1/jobs/{id}"))
      .map(
        ({ path, method }) => [method, path.replace("{id}", id).replace("{probe}", "ap-south-1.0")] as const,
      );
    expect(paths).toHaveLength(7);
    for (const [method, path] of paths) {
      const { status, body } = await request(path, { method });
      expect([status, body.code, body.type, body.retryable], path).toEqual([
        410,
        "gone",
        "/docs#problem-gone",
        false,
      ]);
    }
    expect((await request("/v1/jobs")).body).toEqual({ jobs: [] });
  });

  it("leaves its idempotency key used up, and says so", async () => {
    const { purge, post, pass, sent, store, id } = await submitted();
    await purge();
    for (const ms of [0, 10_000]) {
      pass(ms);
      const { status, body } = await post('{"samples":1,"tags":{"a":"b"}}', keyed);
      expect([status, body.code]).toEqual([410, "gone"]);
      expect(body.detail).toContain("use a new key");
    }
    expect(sent).toEqual([id]);
    expect(await store.isOpen(id)).toBe(false);
  });

  it("is refused while the job runs, with what to do", async () => {
    const { purge, store, id } = await submitted(false);
    const { status, body } = await purge();
    expect([status, body.code]).toEqual([409, "conflict"]);
    expect(body.detail).toContain("cancel it first");
    await store.putCancelled(id, startMs);
    expect((await purge()).body.detail).toContain("in a minute");
    expect(await store.getJob(id)).toBeDefined();
  });

  it("waits until the end is told and the job closed", async () => {
    const { purge, store, id } = await submitted();
    const record = await store.getJob(id);
    if (record) await store.putJob(record);
    expect((await purge()).body).toMatchObject({
      code: "conflict",
      detail: expect.stringContaining("in a minute"),
    });
    await store.closeJob(id);
    expect((await purge()).status).toBe(202);
  });

  it("does not know a job that is none, and takes true only", async () => {
    const { request, id } = await submitted();
    expect((await request(`/v1/jobs/${"0".repeat(26)}?purge=true`, remove)).status).toBe(404);
    expect((await request(`/v1/jobs/${id}?purge=1`, remove)).body.errors).toEqual([
      { field: "purge", value: "1", accepted: "true, or no such parameter" },
    ]);
  });
});
