import { describe, expect, it } from "vitest";
import { fakeApi, problem, type Reply } from "./fake-api.ts";

const job = { path: { id: "j" } };
const good: Reply = { body: { id: "j" } };

describe("what may pass", () => {
  it("is tried again, with pauses that grow, and at most three times", async () => {
    const { client, asked, pausesMs } = fakeApi([{ status: 503, body: problem }]);
    await expect(client.getJob(job)).rejects.toThrow("the table did not answer");
    expect(pausesMs).toEqual([500, 1_000, 2_000]);
    expect(asked).toHaveLength(4);
  });

  it.each<[string, Reply]>([
    ["nothing", new TypeError("fetch failed")],
    ["a gateway that is busy", { status: 429, body: { message: "Too Many Requests" } }],
    ["a gateway without a function", { status: 500, body: { message: "Internal Server Error" } }],
    ["a conflict that will pass", { status: 409, body: { ...problem, code: "in-flight" } }],
  ])("may be %s", async (_what, reply) => {
    const { client, asked } = fakeApi([reply, good]);
    expect((await client.getJob(job)).data).toEqual({ id: "j" });
    expect(asked).toHaveLength(2);
  });

  it("is waited for as long as Retry-After says", async () => {
    const busy = (seconds: string): Reply => ({
      status: 503,
      body: problem,
      headers: { "retry-after": seconds },
    });
    const { client, pausesMs } = fakeApi([busy("3"), busy("0"), good]);
    await client.getJob(job);
    expect(pausesMs).toEqual([3_000, 1_000]);
  });

  it("is not waited for where that would take longer than half a minute", async () => {
    const headers = { "retry-after": "3600" };
    const { client, pausesMs } = fakeApi([{ status: 429, body: problem, headers }]);
    await expect(client.getJob(job)).rejects.toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect(pausesMs).toEqual([]);
  });

  it("is the answer's end too", async () => {
    let tries = 0;
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("cut")) });
    const send = async () => new Response(tries++ === 0 ? broken : '{"id":"j"}');
    const { client, pausesMs } = fakeApi([good], { send });
    expect((await client.getJob(job)).data).toEqual({ id: "j" });
    expect(pausesMs).toEqual([500]);
  });
});

describe("what is final", () => {
  it.each<[string, Reply]>([
    ["a refused request", { status: 400, body: { code: "invalid", retryable: false } }],
    ["damaged data", { status: 500, body: { code: "corrupt", retryable: false } }],
    ["a wrong token", { status: 403, body: { message: "Forbidden" } }],
    ["a redirect", { status: 307, headers: { location: "http://evil.example" } }],
  ])("is %s", async (_what, reply) => {
    const { client, asked } = fakeApi([reply, good]);
    await expect(client.getJob(job)).rejects.toMatchObject({ name: "ApiProblem" });
    expect(asked).toHaveLength(1);
  });

  it("is an answer that is no JSON", async () => {
    const { client, asked } = fakeApi([{ body: "<html>" }, good]);
    await expect(client.getJob(job)).rejects.toThrow(SyntaxError);
    expect(asked).toHaveLength(1);
  });

  it("is a silence that the caller knows to last", async () => {
    const { client, asked } = fakeApi([new Error("nobody is there"), good], { mayAnswer: () => false });
    await expect(client.getJob(job)).rejects.toThrow("nobody is there");
    expect(asked).toHaveLength(1);
  });
});

it("a silence ends a try after its time", async () => {
  const send = ({ signal }: Request): Promise<Response> =>
    new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  const { client } = fakeApi([good], { send, answerMs: 5, pausesMs: [] });
  await expect(client.getJob(job)).rejects.toMatchObject({ name: "TimeoutError" });
});

it("a wait between tries ends with the signal", async () => {
  const controller = new AbortController();
  const { client, asked } = fakeApi([{ status: 503, body: problem }], { pausesMs: [3_600_000] });
  const patient = fakeApi([{ status: 503, body: problem }], {
    signal: controller.signal,
    pausesMs: [3_600_000],
    wait: async (_ms, signal) => {
      controller.abort(new Error("enough"));
      signal.throwIfAborted();
    },
  });
  await expect(patient.client.getJob(job)).rejects.toThrow("enough");
  await expect(client.getJob(job)).rejects.toMatchObject({ status: 503 });
  expect(asked).toHaveLength(2);
});
