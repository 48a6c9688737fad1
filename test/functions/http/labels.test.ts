import { describe, expect, it } from "vitest";
import { blockOf, startMs } from "../results/samples.ts";
import { json, openApi } from "./open-api.ts";

const labels = { name: "vor dem Umzug", tags: { stage: "test", team: "net" } };

describe("a job's labels", () => {
  it("are in all that is answered of it", async () => {
    const { post, request } = openApi();
    const { status, body } = await post(JSON.stringify(labels));
    expect(status).toBe(202);
    expect(body).toMatchObject({ ...labels, creator: "abc123" });
    expect((await request(`/v1/jobs/${body.id}`)).body).toMatchObject(labels);
    expect((await request(`/v1/jobs/${body.id}/matrix`)).body.job).toMatchObject(labels);
    expect((await request("/v1/jobs")).body.jobs).toMatchObject([{ ...labels, creator: "abc123" }]);
  });

  it("are part of what an idempotency key stands for, whatever their order", async () => {
    const { post } = openApi();
    const keyed = { ...json, "idempotency-key": "k1" };
    const post1 = (body: object) => post(JSON.stringify(body), keyed);
    const first = await post1({ samples: 1, ...labels });
    const same = await post1({ tags: { team: "net", stage: "test" }, name: labels.name, samples: 1 });
    expect([same.status, same.body.id]).toEqual([202, first.body.id]);
    for (const other of [{ name: "x" }, { tags: { stage: "test" } }, { tags: undefined }])
      expect((await post1({ samples: 1, ...labels, ...other })).status).toBe(409);
  });

  it("are refused with field, value and what is accepted, and nothing is stored", async () => {
    const { post, store } = openApi();
    const { status, body } = await post('{"name":"","tags":{"a=b":"c"}}');
    expect([status, body.errors.map(({ field }: { field: string }) => field)]).toEqual([
      400,
      ["name", "tags.a=b"],
    ]);
    expect((await post('{"tags":{"__proto__":"c"}}')).status).toBe(400);
    expect(store.writes()).toBe(0);
  });
});

describe("a list of jobs", () => {
  async function opened() {
    const api = openApi();
    const ids: string[] = [];
    for (const [tags, principal] of [
      [{ team: "net" }, "alice"],
      [{ team: "web" }, "bob"],
      [{ team: "net", night: "" }, "bob"],
      [{}, "canary"],
    ] as const) {
      api.pass(60_000);
      ids.push((await api.post(JSON.stringify({ samples: 1, tags }), json, principal)).body.id);
    }
    await api.store.putBlock(blockOf(ids[0] ?? "", 0));
    await api.store.putCancelled(ids[1] ?? "", startMs);
    const list = async (query: string): Promise<number[]> => {
      const { status, body } = await api.request(`/v1/jobs?${query}`);
      expect(status, JSON.stringify(body)).toBe(200);
      return body.jobs.map(({ id }: { id: string }) => ids.indexOf(id) + 1);
    };
    return { ...api, list };
  }

  it.each([
    ["", [3, 2, 1]],
    ["canaries=true", [4, 3, 2, 1]],
    ["tag=team%3Dnet", [3, 1]],
    ["tag=team", [3, 2, 1]],
    ["tag=night%3D", [3]],
    ["tag=team%3D", []],
    ["creator=bob", [3, 2]],
    ["creator=canary", []],
    ["creator=canary&canaries=true", [4]],
    ["state=running", [1]],
    ["state=cancelling", [2]],
    ["state=queued", [3]],
    ["state=queued&canaries=true", [4, 3]],
    ["state=complete", []],
    ["tag=team%3Dnet&creator=bob&state=queued", [3]],
    ["from=2027-01-15T08:02:00Z", [3, 2]],
    ["to=2027-01-15T08:02:00Z", [1]],
    ["from=2027-01-15T08:01:00Z&to=2027-01-15T08:02:00.001Z", [1]],
  ])("with ?%s is %j", async (query, wanted) => {
    expect(await (await opened()).list(query)).toEqual(wanted);
  });

  it.each([
    ["state=done", "state", "one of queued, running"],
    ["tag=", "tag", "KEY=VALUE"],
    ["tag=%1b", "tag", "KEY=VALUE"],
    ["creator=", "creator", "a principal"],
    ["from=yesterday", "from", "an instant"],
    ["from=2027-01-15T08:00:00Z&to=2027-01-15T08:00:00Z", "from", "before `to`"],
    ["tags=a", "tags", "no such field"],
  ])("is refused with ?%s", async (query, field, accepted) => {
    const { status, body } = await openApi().request(`/v1/jobs?${query}`);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field, accepted: expect.stringContaining(accepted) }]);
  });

  it("takes the cursor of a canary's job, and of a release that had no such thing", async () => {
    const { request } = await opened();
    const { body } = await request("/v1/jobs?canaries=true&limit=1");
    const second = (await request(`/v1/jobs?canaries=true&limit=1&cursor=${body.next}`)).body;
    expect(second.jobs).toMatchObject([{ tags: { night: "" } }]);
    const place = JSON.parse(Buffer.from(second.next, "base64url").toString());
    expect(place).toEqual([second.jobs[0].id, Date.parse(second.jobs[0].createdAt)]);
  });
});
