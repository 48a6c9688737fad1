import { PublishCommand } from "@aws-sdk/client-sns";
import type { DeadQueue } from "@crisscross/core/documents/dead-letters";
import { DeadLetterList, Drop, Redrive } from "@crisscross/core/documents/dead-letters";
import type { JobView } from "@crisscross/core/documents/job-view";
import type { Resource } from "@crisscross/local/graph/graph";
import { createClients } from "@crisscross/local/service/clients";
import * as v from "valibot";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readGraph } from "../support/graph.ts";
import { type System, startSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

const region = "us-west-1";
const spec = { origins: [region], targets: [region], variants: ["bare"], samples: 20, seed: 31 };
const blocksDead = { queue: "BlocksDead", region };

let system: System;
let clients: ReturnType<typeof createClients>;
let consume: Resource;
beforeAll(async () => {
  const graph = await readGraph();
  const isConsume = ({ type, region: where, inputs }: Resource) =>
    type === "aws:lambda/function:Function" && where === region && inputs.name === "crisscross-local-consume";
  const found = graph.resources.find(isConsume);
  if (found === undefined) throw new Error("the graph has no consume");
  consume = found;
  system = await startSystem(graph, [region], { wan: false, disorder: false });
  clients = createClients(system.cloud.endpoint, system.cloud.credentials);
});
afterAll(async () => {
  clients.close();
  await system.stop();
});

/** With ten seconds, consume has no time for any block; with its own timeout, for all. */
const give = (seconds?: number) =>
  system.cloud.deploy(
    seconds === undefined ? consume : { ...consume, inputs: { ...consume.inputs, timeout: seconds } },
  );

const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await system.request(method, path, body);
  const answer = await response.json();
  expect([path, response.status < 300, answer]).toEqual([path, true, answer]);
  return answer;
};
const list = async () => v.parse(DeadLetterList, await ask("GET", "/v1/deadletters"));
const inQueue = async (queue: string, where: string): Promise<DeadQueue> => {
  const found = (await list()).queues.find((one) => one.queue === queue && one.region === where);
  if (found === undefined) throw new Error(`no queue ${queue} in ${where}`);
  return found;
};
const logged = (message: string): Record<string, unknown>[] =>
  system.events.flatMap((event) => {
    if (event.kind !== "log" || !event.record.message.includes(`"message":"${message}"`)) return [];
    return [JSON.parse(event.record.message) as Record<string, unknown>];
  });

/** Submits a job while consume fails, and waits until all its blocks are dead letters. */
async function killJob(): Promise<{ id: string; view: JobView; queue: DeadQueue }> {
  await give(10);
  const arn = `arn:aws:sqs:${region}:${system.cloud.accountId}:crisscross-local-BlocksUsWest1Queue`;
  const { id } = await system.submit(spec);
  const died = () => system.events.filter(({ kind }) => kind === "deadLettered").length;
  const before = died();
  await until(
    () => {
      system.cloud.returnInFlight(arn);
      return died() >= before + 2;
    },
    () => "both blocks in their dead-letter queue",
    { everyMs: 100, limitMs: 60_000 },
  );
  // A delivery may still be running whose message was handed over once more meanwhile.
  const view = await system.jobOnce(id, ({ ledger }) => ledger.lost === 20);
  await give();
  return { id, view, queue: await inQueue("BlocksDead", region) };
}

/** A letter that was just looked at is hidden for two seconds, so that it takes a few tries. */
async function redriveAll(letters: number): Promise<void> {
  let moved = 0;
  await until(
    async () => {
      const { redrives } = v.parse(Redrive, await ask("POST", "/v1/deadletters/redrive", blocksDead));
      moved += redrives[0]?.moved ?? 0;
      return moved === letters;
    },
    () => `${letters} letters sent back`,
    { everyMs: 300 },
  );
}

const settled = async () => {
  await until(async () => {
    const { queues, count } = await list();
    return count === 0 && queues.every(({ move }) => move?.state !== "RUNNING");
  });
};

it("a redriven block is run once: it is lost as dead-lettered until it is stored", async () => {
  const { id, view, queue } = await killJob();
  const cell = { origin: region, target: region, variant: "bare" };
  expect(view).toMatchObject({
    state: "running",
    ledger: { expected: 20, ok: 0, lost: 20, pending: 0 },
    reasons: [{ ...cell, reason: "dead-lettered", n: 20 }],
  });
  expect(queue).toMatchObject({ count: 2, isWhole: true });
  expect(queue.sample.map(({ job, index }) => `${job} ${index}`).sort()).toEqual([`${id} 0`, `${id} 1`]);
  for (const letter of queue.sample)
    expect(letter).toMatchObject({ reason: expect.stringMatching(/^block needs up to/), ifRedriven: "runs" });
  await redriveAll(2);
  const done = await system.jobOnce(id, ({ state }) => state === "complete");
  expect(done).toMatchObject({ ledger: { ok: 20, lost: 0, pending: 0 } });
  expect(done.reasons).toBeUndefined();
  const stored = logged("block.stored").filter(({ job }) => job === id);
  expect(stored.map(({ index }) => index).sort()).toEqual([0, 1]);
  await settled();
}, 180_000);

it("a redriven block of a job that has ended is dropped, and the ledger stays", async () => {
  const { id } = await killJob();
  expect((await system.request("DELETE", `/v1/jobs/${id}`)).status).toBe(202);
  const ended = await system.jobOnce(id, ({ state }) => state === "cancelled");
  expect(ended.reasons).toMatchObject([{ reason: "dead-lettered", n: 20 }]);
  // Those that were just looked at are hidden for two seconds.
  const letter = await until(async () => (await inQueue("BlocksDead", region)).sample[0]);
  expect(letter).toMatchObject({ reason: "its job is cancelled", ifRedriven: "dropped" });
  await redriveAll(2);
  await until(() => logged("block.dropped").filter(({ job }) => job === id).length === 2);
  await settled();
  expect(await system.job(id)).toEqual(ended);
}, 180_000);

it("what no queue serves is shown, kept when it is redriven, and dropped with a reason", async () => {
  const TopicArn = `arn:aws:sns:us-east-1:${system.cloud.accountId}:crisscross-local-ProbesTopic`;
  const MessageAttributes = { origin: { DataType: "String", StringValue: "eu-north-1" } };
  const { sns } = clients.clientsIn("us-east-1");
  await sns.send(new PublishCommand({ TopicArn, Message: "{}", MessageAttributes }));
  const unroutable = await until(async () => {
    const queue = await inQueue("Unroutable", "us-east-1");
    return queue.count > 0 && queue;
  });
  expect(unroutable.sample).toMatchObject([
    { reason: expect.stringContaining("nothing that Crisscross sends"), ifRedriven: "stays" },
  ]);
  const query = new URLSearchParams({ queue: "Unroutable", reason: "a test's own" });
  const dropped = await until(async () => {
    const drop = v.parse(Drop, await ask("DELETE", `/v1/deadletters?${query}`));
    return drop.dropped > 0 && drop;
  });
  expect(dropped).toMatchObject({ dropped: 1, left: 0 });
  expect(logged("letter.dropped")).toMatchObject([
    { queue: "Unroutable", reason: "a test's own", letter: unroutable.sample[0]?.messageId },
  ]);
  expect((await list()).count).toBe(0);
}, 60_000);
