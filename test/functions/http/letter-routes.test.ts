import type { BlockMessage } from "@crisscross/core/job/block-message";
import { planBlock } from "@crisscross/core/job/plan";
import { signBlock } from "@crisscross/functions/edges/sign-block";
import { describe, expect, it } from "vitest";
import { ranBlock } from "../../core/samples.ts";
import { testKey } from "../results/memory-store.ts";
import { recordOf, startMs } from "../results/samples.ts";
import { json, openApi } from "./open-api.ts";

const id = "01jd0c3k9x4v7m2q8r5t6w1y0z";
const origin = "ap-south-1";
const record = recordOf(id);

/** Block 0 to 2 of the job are all there are. */
const block = (index: number, more: Partial<BlockMessage> = {}): string =>
  JSON.stringify(
    signBlock(testKey, { ...planBlock(record, origin, index), publishedAtMs: startMs, ...more }),
  );
const dead = (index: number) => ({ job: id, origin, index });

async function open() {
  const api = openApi();
  await api.store.putJob(record);
  const list = async () => {
    const { status, body } = await api.request("/v1/deadletters");
    expect(status).toBe(200);
    return body;
  };
  const queueOf = async (queue: string, region = "us-east-1") =>
    (await list()).queues.find(
      (one: { queue: string; region: string }) => one.queue === queue && one.region === region,
    );
  const redrive = (body: object, principal?: string) =>
    api.request(
      "/v1/deadletters/redrive",
      { method: "POST", body: JSON.stringify(body), headers: json },
      principal,
    );
  const drop = (query: Record<string, string>) =>
    api.request(`/v1/deadletters?${new URLSearchParams(query)}`, { method: "DELETE" });
  return { ...api, list, queueOf, redrive, drop };
}

describe("the list of dead letters", () => {
  it("names every queue, also the empty ones", async () => {
    const { list } = await open();
    const { count, queues, failures } = await list();
    expect([count, failures]).toEqual([0, []]);
    expect(
      queues.map(({ queue, region }: { queue: string; region: string }) => `${queue} ${region}`),
    ).toEqual([
      "JobsDead us-east-1",
      "BlocksDead ap-south-1",
      "BlocksDead us-west-1",
      "Undelivered us-east-1",
      "Unroutable us-east-1",
    ]);
    for (const queue of queues) expect(queue).toMatchObject({ count: 0, isWhole: true, sample: [] });
  });

  it("says of a block what its last delivery failed with, and how old it is", async () => {
    const { letters, store, queueOf } = await open();
    letters.put("BlocksDead", origin, block(1));
    await store.noteDead(dead(1), { sinceMs: startMs, why: "it took too long" });
    const about = { job: id, origin, index: 1, probes: 16 };
    expect(await queueOf("BlocksDead", origin)).toMatchObject({
      ...{ count: 1, oldestSeconds: 59, isWhole: true },
      sample: [{ ...about, receives: 8, reason: "it took too long", ifRedriven: "runs" }],
    });
  });

  it("loses nothing by looking, and counts what it cannot show", async () => {
    const { letters, queueOf } = await open();
    for (let n = 0; n < 12; n++) letters.put("BlocksDead", origin, block(n % 3));
    const first = await queueOf("BlocksDead", origin);
    expect(first).toMatchObject({ count: 12, isWhole: false });
    expect(first.sample).toHaveLength(10);
    expect(await queueOf("BlocksDead", origin)).toMatchObject({ count: 12, hidden: 10 });
    letters.clock.nowMs += 2_000;
    expect((await queueOf("BlocksDead", origin)).sample).toHaveLength(10);
    expect(letters.bodies("BlocksDead", origin)).toHaveLength(12);
  });

  it.each<[string, (api: Awaited<ReturnType<typeof open>>) => unknown, string, string]>([
    [
      "whose job is not stored",
      () => block(0, { job: "01jdzzzzzz0000000000000000" }),
      "its job is not stored",
      "fails",
    ],
    [
      "of another region",
      () => block(0, { origin: "us-west-1" }),
      "it is for us-west-1 and came here",
      "fails",
    ],
    [
      "that nobody planned",
      () => block(0).replace(/"mac":"./, '"mac":"_'),
      "plan did not publish it",
      "fails",
    ],
    ["that is none", () => '{"v":1,"secret":"x"}', "nothing that Crisscross sends: ", "fails"],
    ["that is no JSON", () => "{", "nothing that Crisscross sends: not JSON", "fails"],
    [
      "of a cancelled job",
      async ({ store }) => {
        await store.putCancelled(id, startMs);
        return block(0);
      },
      "its job is cancelled",
      "dropped",
    ],
    [
      "of a finished job",
      async ({ store }) => {
        await store.putFinish(id, { state: "incomplete", finishedAtMs: startMs, losses: [] });
        return block(0);
      },
      "its job is incomplete",
      "dropped",
    ],
    [
      "of a purged job",
      async ({ store }) => {
        await store.putPurge(id, startMs);
        return block(0);
      },
      "its job was purged",
      "dropped",
    ],
    [
      "that another delivery stored",
      async ({ store }) => {
        await store.putBlock(ranBlock(planBlock(record, origin, 0)));
        return block(0);
      },
      "it is stored: another delivery of it ran",
      "dropped",
    ],
    ["whose last delivery broke off", () => block(0), "its last delivery broke off", "runs"],
  ])(
    "says why it holds a block %s, and what sending it back would come to",
    async (_, make, reason, ifRedriven) => {
      const api = await open();
      api.letters.put("BlocksDead", origin, String(await make(api)));
      const { sample } = await api.queueOf("BlocksDead", origin);
      expect(sample).toMatchObject([{ reason: expect.stringContaining(reason), ifRedriven }]);
      expect(JSON.stringify(sample)).not.toContain('secret":');
    },
  );

  it("says why a block could not be placed", async () => {
    const { letters, list } = await open();
    letters.put("Unroutable", "us-east-1", block(0, { origin: "eu-north-1" }));
    letters.put("Unroutable", "us-east-1", block(0));
    letters.put("Undelivered", "us-east-1", block(1));
    letters.put("JobsDead", "us-east-1", JSON.stringify({ v: 1, job: id }));
    const { count, queues } = await list();
    expect(count).toBe(4);
    const found = queues.flatMap(({ sample }: { sample: { reason: string; ifRedriven: string }[] }) =>
      sample.map(({ reason, ifRedriven }) => [reason, ifRedriven]),
    );
    expect(found).toEqual([
      ["plan failed at it: message.failed in its log says why", "runs"],
      ["SNS could not deliver it to the queue of ap-south-1", "runs"],
      ["no queue serves eu-north-1", "stays"],
      ["no queue served ap-south-1 then", "runs"],
    ]);
  });

  it("names a queue that cannot be read beside the others, without what AWS says of it", async () => {
    const { letters, list } = await open();
    letters.break("BlocksDead", origin);
    const { queues, failures } = await list();
    expect(queues).toHaveLength(4);
    expect(failures).toEqual([{ queue: "BlocksDead", region: origin, reason: "AccessDenied" }]);
    expect(letters.unreadable).toEqual([`BlocksDead ${origin}`]);
  });
});

describe("redriving", () => {
  it("has SQS move the blocks of one region, or of all that have the queue", async () => {
    const { letters, redrive } = await open();
    letters.put("BlocksDead", origin, block(0));
    letters.put("BlocksDead", "us-west-1", block(1));
    const one = await redrive({ queue: "BlocksDead", region: origin });
    expect([one.status, one.body.redrives]).toEqual([
      202,
      [{ queue: "BlocksDead", region: origin, moved: 1, left: 0, isRunning: false, kept: [] }],
    ]);
    const all = await redrive({ queue: "BlocksDead", perSecond: 500 });
    expect(all.body.redrives.map(({ moved }: { moved: number }) => moved)).toEqual([0, 1]);
    expect(letters.sent.map(([to]) => to)).toEqual([
      `arn:aws:sqs:${origin}:000000000000:Blocks`,
      "arn:aws:sqs:us-west-1:000000000000:Blocks",
    ]);
  });

  it("is refused while SQS moves the queue's messages", async () => {
    const { letters, redrive } = await open();
    const { arn } = letters.find("BlocksDead", origin);
    letters.moves.set(arn, { state: "RUNNING", moved: 1, startedAt: "2027-01-15T08:00:00.000Z" });
    expect(await redrive({ queue: "BlocksDead", region: origin })).toMatchObject({
      status: 409,
      body: { code: "conflict", detail: expect.stringContaining("since 2027-01-15T08:00:00.000Z") },
    });
  });

  it("sends each block that could not be placed to the queue of its origin, and keeps the rest", async () => {
    const { letters, redrive } = await open();
    const stranger = block(0, { origin: "eu-north-1" });
    for (const body of [block(0), stranger, "{", block(2)]) letters.put("Unroutable", "us-east-1", body);
    for (let n = 0; n < 120; n++) letters.put("Undelivered", "us-east-1", block(1));
    expect((await redrive({ queue: "Unroutable" })).body.redrives).toEqual([
      {
        ...{ queue: "Unroutable", region: "us-east-1", moved: 2, left: 2, isRunning: false },
        kept: [
          { reason: "no queue serves eu-north-1", n: 1 },
          { reason: "nothing that Crisscross sends: not JSON", n: 1 },
        ],
      },
    ]);
    expect(letters.sent).toEqual([
      [origin, block(0)],
      [origin, block(2)],
    ]);
    expect(letters.bodies("Unroutable", "us-east-1")).toEqual([stranger, "{"]);
    const [undelivered] = (await redrive({ queue: "Undelivered" })).body.redrives;
    expect(undelivered).toMatchObject({ moved: 100, left: 20 });
  });

  it.each([
    [{}, "queue"],
    [{ queue: "Blocks" }, "queue"],
    [{ queue: "BlocksDead", region: "mars-1" }, "region"],
    [{ queue: "BlocksDead", perSecond: 501 }, "perSecond"],
    [{ queue: "BlocksDead", all: true }, "all"],
  ])("refuses %j and moves nothing", async (body, field) => {
    const { letters, redrive } = await open();
    letters.put("BlocksDead", origin, block(0));
    expect(await redrive(body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
    expect(letters.bodies("BlocksDead", origin)).toHaveLength(1);
  });
});

describe("dropping", () => {
  const reason = "sent by mistake";

  it("deletes letters, and logs of each what it was, why and by whom", async () => {
    const { letters, drop } = await open();
    letters.put("BlocksDead", origin, block(1));
    letters.put("BlocksDead", origin, "{");
    expect((await drop({ queue: "BlocksDead", region: origin, reason })).body).toEqual({
      ...{ queue: "BlocksDead", region: origin, reason, dropped: 2, left: 0 },
    });
    expect(letters.dropped).toEqual([
      { letter: "m1", about: dead(1), reason, by: "abc123" },
      { letter: "m2", about: {}, reason, by: "abc123" },
    ]);
    expect(letters.bodies("BlocksDead", origin)).toEqual([]);
  });

  it("deletes no more than asked for", async () => {
    const { letters, drop } = await open();
    for (let n = 0; n < 20; n++) letters.put("Unroutable", "us-east-1", "{");
    const { body } = await drop({ queue: "Unroutable", reason, most: "13" });
    expect(body).toMatchObject({ dropped: 13, left: 7 });
    expect(letters.bodies("Unroutable", "us-east-1")).toHaveLength(7);
    expect(letters.dropped).toHaveLength(13);
  });

  it.each<[Record<string, string>, string]>([
    [{ queue: "Unroutable" }, "reason"],
    [{ queue: "Unroutable", reason: "x" }, "reason"],
    [{ queue: "Unroutable", reason: "two\nlines" }, "reason"],
    [{ reason }, "queue"],
    [{ queue: "BlocksDead", reason }, "region"],
    [{ queue: "Unroutable", region: origin, reason }, "region"],
    [{ queue: "Unroutable", reason, most: "101" }, "most"],
    [{ queue: "Unroutable", reason, all: "true" }, "all"],
  ])("refuses %j and deletes nothing", async (query, field) => {
    const { letters, drop } = await open();
    letters.put("Unroutable", "us-east-1", block(0));
    expect(await drop(query)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
    expect(letters.bodies("Unroutable", "us-east-1")).toHaveLength(1);
  });

  it("is unavailable when the queue cannot be reached", async () => {
    const { letters, drop } = await open();
    letters.break("Unroutable", "us-east-1");
    expect(await drop({ queue: "Unroutable", reason })).toMatchObject({ status: 503 });
  });
});
