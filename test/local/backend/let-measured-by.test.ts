import { letMeasuredBy } from "@crisscross/local/backend/let-measured-by";
import type { Answer } from "@crisscross/local/service/backend";
import { expect, it } from "vitest";
import { settle } from "../lambda/fake-environments.ts";

function open() {
  const begun: string[] = [];
  const answers = new Map<string, () => void>();
  const rests: (() => void)[] = [];
  const state = { isMeasuring: true };
  const answer: Answer = ({ call: { path } }) => {
    begun.push(path);
    return new Promise((resolve) =>
      answers.set(path, () => resolve({ status: 200, headers: {}, body: Buffer.from(path) })),
    );
  };
  const patient = letMeasuredBy(
    answer,
    { servesRequest: ({ method }) => method === "GET", isMeasuring: () => state.isMeasuring },
    () => new Promise<void>((resolve) => rests.push(resolve)),
  );
  const call = (method: string, path: string, signal?: AbortSignal) =>
    patient({
      ...{ service: "dynamodb", region: "us-east-1", operation: "Query", input: {} },
      call: { method, path, headers: {}, body: Buffer.of(), ...(signal && { signal }) },
    });
  const finish = async (path: string) => {
    answers.get(path)?.();
    await settle();
  };
  return { begun, rests, state, call, finish };
}

it("answers what is read for requests one at a time, with a rest after each, and everything else at once", async () => {
  const { begun, rests, call, finish } = open();
  const first = call("GET", "look 1");
  void call("GET", "look 2");
  void call("POST", "measured");
  await settle();
  expect(begun).toEqual(["measured", "look 1"]);
  await finish("look 1");
  expect((await first).status).toBe(200);
  expect(begun).toEqual(["measured", "look 1"]);
  rests[0]?.();
  await settle();
  expect(begun).toEqual(["measured", "look 1", "look 2"]);
});

it("needs no rest while nothing is measured", async () => {
  const { begun, rests, state, call, finish } = open();
  state.isMeasuring = false;
  void call("GET", "look 1");
  void call("GET", "look 2");
  await settle();
  await finish("look 1");
  expect(begun).toEqual(["look 1", "look 2"]);
  expect(rests).toEqual([]);
});

it("does not read for a request whose function has gone", async () => {
  const { begun, rests, state, call, finish } = open();
  state.isMeasuring = false;
  const gone = new AbortController();
  void call("GET", "look 1");
  const second = call("GET", "look 2", gone.signal);
  await settle();
  gone.abort();
  await finish("look 1");
  expect((await second).status).toBe(503);
  expect(begun).toEqual(["look 1"]);
  expect(rests).toEqual([]);
});
