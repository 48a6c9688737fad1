import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { describe, expect, it } from "vitest";
import { blockOf, recordOf, sampleOf, startMs } from "../results/samples.ts";
import { everyIndex, job, limitMs, open, origins } from "../sealing/reconciling.ts";
import { openApi } from "./open-api.ts";

const id = jobIdOf(startMs, new Uint8Array(10).fill(9));
const paths = [`/v1/jobs/${id}`, `/v1/jobs/${id}/matrix`, `/v1/jobs/${id}/attribution`];
const held = (tag: string) => ({ headers: { "if-none-match": tag } });

/** A job that runs: its record, and one block of it. */
async function running() {
  const opened = openApi();
  await opened.store.putJob(recordOf(id, { probesPerBlock: 1 }));
  await opened.store.putBlock(blockOf(id, 0, [sampleOf(0)]));
  return opened;
}

describe.each(paths)("the tag of %s", (path) => {
  it("is answered with 304 while nothing changes, and not after", async () => {
    const { request, store } = await running();
    const first = await request(path);
    const tag = first.headers.get("etag") ?? "";
    expect([first.status, first.headers.get("cache-control")]).toEqual([200, "private, no-cache"]);
    for (const known of [tag, tag.replace("W/", ""), `"other", ${tag}`, "*"]) {
      const same = await request(path, held(known));
      expect([same.status, same.text, same.headers.get("etag")]).toEqual([304, "", tag]);
    }
    expect((await request(path, held('"other"'))).status).toBe(200);
    await store.putBlock(blockOf(id, 1, [sampleOf(1)]));
    expect((await request(path, held(tag))).status).toBe(200);
  });
});

it("what needs a token and has no tag is not kept, nor is a refusal", async () => {
  const { request } = await running();
  for (const path of ["/v1/jobs", "/v1/jobs/x", `/v1/jobs/${id}?x=1`])
    expect((await request(path)).headers.get("cache-control")).toBe("no-store");
});

describe("of a job that has ended", () => {
  const ran = { ...job, id };

  /** What reads more than the job's own items, and how often it was called. */
  async function ended(release: () => string = () => "release 1") {
    const { store, put, reconcile, clock } = await open(ran);
    for (const origin of origins) await put(origin, everyIndex);
    await reconcile();
    clock.nowMs = limitMs;
    await reconcile();
    let reads = 0;
    const counted = <T extends object>(inner: T): T =>
      new Proxy(inner, {
        get: (target, name, self) => {
          if (name !== "storedJob") reads++;
          return Reflect.get(target, name, self);
        },
      });
    const opened = openApi((deps) => {
      Object.assign(deps, { jobs: counted(store), blocks: counted(store), seals: counted(store), release });
    });
    return { ...opened, reads: () => reads };
  }

  it.each(["", "/matrix", "/attribution"])("a 304 of %s reads the job's own items only", async (path) => {
    const { request, reads } = await ended();
    const first = await request(`/v1/jobs/${id}${path}`);
    const before = reads();
    expect([first.status, before > 0]).toEqual([200, true]);
    const same = await request(`/v1/jobs/${id}${path}`, held(first.headers.get("etag") ?? ""));
    expect([same.status, reads()]).toEqual([304, before]);
  });

  it("the tag is of what was asked, and of the release", async () => {
    let release = "release 1";
    const { request } = await ended(() => release);
    const path = `/v1/jobs/${id}/matrix`;
    const tag = (await request(path)).headers.get("etag") ?? "";
    expect((await request(`${path}?origin=${origins[0]}`, held(tag))).status).toBe(200);
    expect((await request(path, held(tag))).status).toBe(304);
    release = "release 2";
    expect((await request(path, held(tag))).status).toBe(200);
  });
});
