import { ApiProblem, pagesOf } from "@crisscross/client/client";
import { describe, expect, it } from "vitest";
import { fakeApi, problem } from "./fake-api.ts";

const job = { id: "j1", state: "queued" };

describe("a call of the client", () => {
  it("goes to the operation's path with path, query, header, body and token in their places", async () => {
    const { client, asked } = fakeApi([{ body: job }]);
    const { data } = await client.submitJob({ body: { samples: 2 }, header: { "idempotency-key": "k" } });
    await client.getMatrix({ path: { id: "a/b?" }, query: { simultaneous: "true", origin: "a&b" } });
    expect(data).toEqual(job);
    const [submit, matrix] = asked;
    expect([submit?.request.method, submit?.request.url, submit?.body]).toEqual([
      "POST",
      "http://api.example/v1/jobs",
      '{"samples":2}',
    ]);
    expect(Object.fromEntries(submit?.request.headers ?? [])).toEqual({
      authorization: "Bearer t0ken",
      "content-type": "application/json",
      "idempotency-key": "k",
    });
    expect(matrix?.request.url).toBe(
      "http://api.example/v1/jobs/a%2Fb%3F/matrix?simultaneous=true&origin=a%26b",
    );
    expect(matrix?.request.redirect).toBe("manual");
  });

  it("makes one idempotency key for each submitted job, and keeps it when it tries again", async () => {
    const { client, asked } = fakeApi([new Error("hung up"), { status: 503, body: problem }, { body: job }]);
    await client.submitJob({ body: {} });
    await client.submitJob({ body: {} });
    const keys = asked.map(({ request }) => request.headers.get("idempotency-key") ?? "");
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys.slice(1, 3)).toEqual([keys[0], keys[0]]);
    expect(keys[3]).not.toBe(keys[0]);
    expect(asked.map(({ body }) => body)).toEqual(["{}", "{}", "{}", "{}"]);
  });

  it("reads a text as it is", async () => {
    const { client } = fakeApi([{ body: "probe,origin\n" }]);
    expect((await client.listSamples({ path: { id: "j" }, query: { format: "csv" } })).data).toBe(
      "probe,origin\n",
    );
  });

  it("ends with the signal of the client, or with its own", async () => {
    for (const [whole, own] of [
      [AbortSignal.abort(new Error("enough")), undefined],
      [undefined, AbortSignal.abort(new Error("enough"))],
    ]) {
      const { client, asked } = fakeApi([new Error("hung up")], { ...(whole && { signal: whole }) });
      await expect(client.listJobs({ ...(own && { signal: own }) })).rejects.toThrow("enough");
      expect(asked.length).toBeLessThanOrEqual(1);
    }
  });
});

describe("a refusal", () => {
  const refused = async (status: number, body: unknown, headers: Record<string, string> = {}) => {
    const { client } = fakeApi([{ status, body, headers }], { pausesMs: [] });
    const error = await client.getJob({ path: { id: "j" } }).catch((caught) => caught);
    expect(error).toBeInstanceOf(ApiProblem);
    return error as ApiProblem;
  };

  it("is thrown with what the problem says", async () => {
    const errors = [{ field: "samples", value: 0, accepted: "more" }];
    const body = { code: "invalid", detail: "samples: 0 is not accepted", retryable: false, errors };
    expect(await refused(400, body, { "apigw-requestid": "abc", "retry-after": "2" })).toMatchObject({
      ...{ name: "ApiProblem", status: 400, code: "invalid", detail: body.detail, errors },
      ...{ isRetryable: false, retryAfterMs: 2_000, requestId: "abc", body: JSON.stringify(body) },
      message: "http://api.example/v1/jobs/j answered 400: samples: 0 is not accepted",
    });
  });

  it.each([
    [403, { message: "Forbidden" }, { detail: "Forbidden", isRetryable: false }],
    [502, "<html>Bad gateway</html>", { detail: "<html>Bad gateway</html>", isRetryable: true }],
    [503, { message: null }, { detail: "", isRetryable: true }],
    [302, undefined, { detail: "", isRetryable: false }],
    [400, { errors: [null, 1, { field: 1 }], detail: 5, code: {} }, { errors: [], detail: "" }],
    [500, "[1]", { detail: "", code: undefined }],
  ])("of %i that is no problem's is one all the same", async (status, body, known) => {
    expect(await refused(status, body)).toMatchObject(known);
  });
});

describe("pages", () => {
  it("of a list are read by next", async () => {
    const { client, asked } = fakeApi([{ body: { jobs: [1], next: "c&1" } }, { body: { jobs: [2] } }]);
    const jobs: unknown[] = [];
    for await (const { data } of pagesOf(client.listJobs, { query: { limit: "1" } })) jobs.push(...data.jobs);
    expect(jobs).toEqual([1, 2]);
    expect(asked[1]?.request.url).toBe("http://api.example/v1/jobs?limit=1&cursor=c%261");
  });

  it("of samples are read by the header link", async () => {
    const link = '</v1/jobs/j/samples?format=csv&cursor=a%2Bb>; rel="next"';
    const { client, asked } = fakeApi([{ body: "one", headers: { link } }, { body: "two" }]);
    const texts: string[] = [];
    const question = { path: { id: "j" }, query: { format: "csv" } } as const;
    for await (const { data } of pagesOf(client.listSamples, question)) texts.push(data);
    expect(texts).toEqual(["one", "two"]);
    expect(asked[1]?.request.url).toBe("http://api.example/v1/jobs/j/samples?format=csv&cursor=a%2Bb");
  });
});
