import { createApp } from "@crisscross/functions/http/app";
import { describe, expect, it } from "vitest";
import type { MemoryStore } from "./memory-store.ts";
import { json, openApi } from "./open-api.ts";
import { startMs } from "./samples.ts";

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
    expect((await opened.post("{}", keyed)).status).toBe(503);
    const { body } = await opened.post("{}", keyed);
    expect(opened.sent).toEqual([body.id]);
  });
});
