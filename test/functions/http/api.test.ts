import { createApp } from "@crisscross/functions/http/app";
import { describe, expect, it } from "vitest";
import type { MemoryStore } from "../results/memory-store.ts";
import { startMs } from "../results/samples.ts";
import { json, openApi, requestId } from "./open-api.ts";

const isUntouched = ({ store, sent }: { store: MemoryStore; sent: string[] }): void => {
  expect(store.writes()).toBe(0);
  expect(sent).toEqual([]);
};

describe("POST /v1/jobs", () => {
  it("stores a job of defaults, queues it and says where it is", async () => {
    const { post, store, sent } = openApi();
    const { status, headers, body } = await post("{}");
    expect(status).toBe(202);
    expect(headers.get("location")).toBe(`/v1/jobs/${body.id}`);
    const regions = ["ap-south-1", "us-west-1", "eu-west-2"];
    expect(body).toEqual({
      id: body.id,
      creator: "abc123",
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
    const { post, store } = openApi();
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
    const opened = openApi();
    const answer = await opened.post(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body).toMatchObject({ type: "/docs#problem-invalid", status: 400, code: "invalid" });
    expect(answer.body).toMatchObject({ retryable: false, instance: requestId });
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
    const opened = openApi();
    const answer = await opened.post(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body.detail).not.toBe("");
    isUntouched(opened);
  });

  it("takes a content type with a charset", async () => {
    expect((await openApi().post("{}", { "content-type": "Application/JSON; charset=utf-8" })).status).toBe(
      202,
    );
  });

  it("refuses to run without its authorizer", async () => {
    const opened = openApi();
    const app = createApp(opened.deps);
    const response = await app.request("/v1/jobs", { method: "POST", body: "{}", headers: json });
    expect(response.status).toBe(503);
    isUntouched(opened);
  });
});

describe("an idempotency key", () => {
  const keyed = { ...json, "idempotency-key": "k1" };

  it("answers with the same job the second time, and queues it once", async () => {
    const { post, sent } = openApi();
    const first = await post('{"samples":2}', keyed);
    const second = await post(' { "samples" : 2 } ', keyed);
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body).toEqual(first.body);
    expect(sent).toEqual([first.body.id]);
  });

  it("is refused with another body", async () => {
    const { post, sent } = openApi();
    await post('{"samples":2}', keyed);
    const { status, body } = await post('{"samples":3}', keyed);
    expect([status, body.code]).toEqual([409, "conflict"]);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["fields in another order", '{"seed":3,"samples":2}', '{"samples":2,"seed":3}'],
    ["a default written out", "{}", '{"samples":5,"deadlineMs":10000,"variants":["bare","db-get"]}'],
    [
      "the load's own fields in another order",
      '{"load":{"gapMs":4,"model":"sequential"}}',
      '{"load":{"model":"sequential","gapMs":4}}',
    ],
    [
      "a load's default written out",
      '{"load":{"model":"sequential"}}',
      '{"load":{"model":"sequential","gapMs":10}}',
    ],
    ["every deployed region by name", "{}", '{"origins":["ap-south-1","us-west-1","eu-west-2"]}'],
    [
      "a route as origins, targets and variants",
      '{"route":["ap-south-1","eu-west-2"]}',
      '{"origins":["ap-south-1"],"targets":["eu-west-2"]}',
    ],
    ["a variant spelt otherwise", '{"variants":["bare/up=1/fresh"]}', '{"variants":["bare/fresh/up=1"]}'],
  ])("answers with the same job to %s", async (_, body, other) => {
    let seed = 0;
    const { post, sent } = openApi((deps) => {
      deps.newSeed = () => ++seed;
    });
    for (const [first, second] of [
      [body, other],
      [other, body],
    ] as const) {
      const key = {
        ...json,
        "idempotency-key": `k-${first.length}-${second.length}-${first}`.replace(/[^\w-]/g, ""),
      };
      const answers = [await post(first, key), await post(second, key)];
      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
      expect(answers[1]?.body).toEqual(answers[0]?.body);
    }
    expect(sent).toHaveLength(2);
  });

  it.each([
    ["another seed", '{"seed":3}', '{"seed":4}'],
    ["a seed where one is picked", "{}", '{"seed":77}'],
    ["a picked seed where one is named", '{"seed":77}', "{}"],
    [
      "regions in another order",
      '{"origins":["ap-south-1","us-west-1"]}',
      '{"origins":["us-west-1","ap-south-1"]}',
    ],
    [
      "another load",
      '{"load":{"model":"sequential","gapMs":4}}',
      '{"load":{"model":"sequential","gapMs":5}}',
    ],
  ])("is refused with %s", async (_, body, other) => {
    const { post, sent } = openApi();
    await post(body, keyed);
    expect((await post(other, keyed)).status).toBe(409);
    expect(sent).toHaveLength(1);
  });

  it("of a claim that has no hash of its spec goes by its body", async () => {
    const { post } = openApi(({ jobs }) => {
      const { claimKey } = jobs;
      jobs.claimKey = ({ specHash: _, ...claim }) => claimKey(claim);
    });
    const first = await post('{"samples":2,"seed":3}', keyed);
    const again = await post('{"samples":2,"seed":3}', keyed);
    expect(again.body).toEqual(first.body);
    expect((await post('{"seed":3,"samples":2}', keyed)).status).toBe(409);
  });

  it("answers with the same job after a deployment that changed the defaults", async () => {
    const { post, deps } = openApi();
    const first = await post('{"samples":2}', keyed);
    Object.assign(deps, { deployed: ["ap-south-1", "us-west-1"] });
    const again = await post('{"samples":2}', keyed);
    expect([again.status, again.body.id]).toEqual([202, first.body.id]);
  });

  it.each([
    ["empty", ""],
    ["blank", "  "],
    ["of two words", "a b"],
    ["sent twice, as Node joins it", "k1, k2"],
    ["sent twice, as API Gateway joins it", "k1,k2"],
    ["not ASCII", "é"],
    ["not ASCII, as UTF-8 read byte by byte", "Ã©"],
    ["with a control character", "a\u0007"],
    ["too long", "k".repeat(129)],
  ])("is refused when it is %s, and nothing is written", async (_, key) => {
    const opened = openApi();
    const { status, body } = await opened.postEvent("{}", { ...json, "idempotency-key": key });
    expect([status, body.code]).toEqual([400, "invalid"]);
    expect(body.errors).toEqual([
      { field: "Idempotency-Key", value: key, accepted: expect.stringContaining("1 to 128 visible ASCII") },
    ]);
    isUntouched(opened);
  });

  it.each(["k", "k".repeat(128), "!~%C3%A9=#"])("is taken as %j", async (key) => {
    const { postEvent } = openApi();
    const first = await postEvent("{}", { ...json, "idempotency-key": key });
    const second = await postEvent("{}", { ...json, "idempotency-key": key });
    expect([first.status, second.body.id]).toEqual([202, first.body.id]);
  });

  it("belongs to its principal", async () => {
    const { post } = openApi();
    const first = await post("{}", keyed, "one");
    const second = await post('{"samples":2}', keyed, "two");
    expect(second.status).toBe(202);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it.each(["claimKey", "putJob", "markQueued"] as const)(
    "lets a retry finish what a crash after %s left undone",
    async (step) => {
      const opened = openApi(({ jobs }) => {
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
      opened.pass(3000);
      const { status, body } = await opened.post("{}", keyed);
      expect(status).toBe(202);
      expect((await opened.request(`/v1/jobs/${body.id}`)).status).toBe(200);
      expect(opened.sent).toEqual([body.id]);
    },
  );

  it("lets a retry queue the job when the queue was down", async () => {
    let down = true;
    const opened = openApi((deps) => {
      const { send } = deps.queue;
      deps.queue = {
        send: (id) => {
          if (!down) return send(id);
          down = false;
          throw new Error("down");
        },
      };
    });
    const failed = await opened.post("{}", keyed);
    expect([failed.status, failed.headers.get("retry-after"), failed.body.retryable]).toEqual([
      503,
      "5",
      true,
    ]);
    opened.pass(5000);
    const { body } = await opened.post("{}", keyed);
    expect(opened.sent).toEqual([body.id]);
  });
});
