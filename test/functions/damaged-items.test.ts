import { promisify } from "node:util";
import { deflate } from "node:zlib";
import {
  type AttributeValue,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import type { StoredBlock } from "@crisscross/core/block";
import type { JobRecord } from "@crisscross/core/job-record";
import { planBlocks } from "@crisscross/core/plan";
import { openProgressTable } from "@crisscross/functions/aws/progress-table";
import { openResultTable } from "@crisscross/functions/aws/result-table";
import { createApp } from "@crisscross/functions/http/app";
import { jobIdOf } from "@crisscross/functions/job-id";
import { openProgressWatch } from "@crisscross/functions/progress-watch";
import { reconcileJobs } from "@crisscross/functions/reconcile-jobs";
import type { Damage } from "@crisscross/functions/result-store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ranBlock, recordOf } from "../core/samples.ts";
import { openApi } from "./open-api.ts";
import { type ResultTables, startTables } from "./result-tables.ts";
import { startMs } from "./samples.ts";

type Item = Record<string, AttributeValue>;

const id = jobIdOf(startMs, new Uint8Array(10).fill(3));
/** 10 probes an origin in blocks of 4, 4 and 2. */
const record: JobRecord = {
  ...recordOf({ targets: ["us-west-1", "sa-east-1"], variants: ["bare"] }, 4),
  id,
};
const origin = "ap-south-1";
const place = { pk: { S: `job#${id}#${origin}#0` }, sk: { S: "block#000001" } };

let tables: ResultTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

/** A table with the whole job in it, but for blocks that are not `kept`; and the API and reconcile over it. */
async function open(kept: (block: StoredBlock) => boolean = () => true) {
  const TableName = await tables.create();
  const { client } = tables;
  const results = openResultTable(client, TableName);
  const progress = openProgressTable(client, TableName);
  const damages: Damage[] = [];
  const damaged = (damage: Damage) => void damages.push(damage);
  await results.putJob(record);
  await results.markQueued(record);
  for (const block of [...planBlocks(record)].map(ranBlock)) if (kept(block)) await results.putBlock(block);
  const { deps } = openApi();
  const app = createApp({ ...deps, jobs: results, blocks: results, progress, damaged });
  const get = async (path: string) => {
    const response = await app.request(`/v1/jobs${path}`);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text };
  };
  const json = async (path: string) => {
    const { status, text } = await get(path);
    expect([path, status, status === 200 ? "" : text]).toEqual([path, 200, ""]);
    return JSON.parse(text);
  };
  return {
    damages,
    get,
    json,
    matrix: async () => (await get(`/${id}/matrix`)).text,
    put: (Item: Item) => client.send(new PutItemCommand({ TableName, Item })),
    remove: (Key: Item) => client.send(new DeleteItemCommand({ TableName, Key })),
    read: async (Key: Item) => (await client.send(new GetItemCommand({ TableName, Key }))).Item ?? {},
    inPartition: async (pk: string) =>
      (
        await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "pk = :pk",
            ExpressionAttributeValues: { ":pk": { S: pk } },
          }),
        )
      ).Items ?? [],
    putJob: results.putJob,
    /** All there is to read; the samples as CSV. */
    async readAll() {
      return {
        view: await json(`/${id}`),
        matrix: await json(`/${id}/matrix`),
        attribution: await json(`/${id}/attribution`),
        csv: await get(`/${id}/samples?format=csv`),
        list: await json(""),
      };
    },
    reconcile: () =>
      reconcileJobs({
        progress,
        blocks: results,
        damaged,
        watch: openProgressWatch(),
        metrics: { publish: async () => {} },
        home: "us-east-1",
        nowMs: () => record.createdAtMs + 1_000,
        hasTime: () => true,
        log: { sealed: () => {}, finished: () => {} },
      }),
  };
}

const packed = async (value: unknown): Promise<AttributeValue> => ({
  B: await promisify(deflate)(typeof value === "string" ? value : JSON.stringify(value)),
});
const block = ranBlock([...planBlocks(record)].filter((one) => one.origin === origin)[1] as never);
const rowsOf = ({ matrix }: { matrix: { job: unknown; matrix: unknown } }) => JSON.stringify(matrix.matrix);
const withSamples = (change: (sample: StoredBlock["samples"][number], at: number) => object) =>
  packed({ ...block, samples: block.samples.map((sample, at) => ({ ...sample, ...change(sample, at) })) });

const damagedData: Readonly<Record<string, () => Promise<AttributeValue> | undefined>> = {
  "is missing": () => undefined,
  "is of another type": async () => ({ S: "text" }),
  "does not unpack": async () => ({ B: new Uint8Array([1, 2, 3]) }),
  "is cut off": async () => ({ B: ((await packed(block)).B ?? new Uint8Array()).subarray(0, 100) }),
  "unpacks without end": () => packed("x".repeat(3_000_000)),
  "is no JSON": () => packed("{"),
  "is no block": () => packed({ job: id }),
  "is a block of another job": () => packed({ ...block, job: "other" }),
  "is a block of another origin": () => packed({ ...block, origin: "eu-west-2" }),
  "is another block": () => packed({ ...block, index: 0 }),
  "has fewer samples": () => packed({ ...block, samples: block.samples.slice(1) }),
  "has more samples": () => packed({ ...block, samples: [...block.samples, ...block.samples] }),
  "has one sample twice": () => withSamples(() => ({ ...block.samples[0] })),
  "has a sample of a cell that was never planned": () => withSamples(() => ({ target: "us-east-2" })),
  "has a variant that is none": () => withSamples(() => ({ variant: "bear" })),
  "has numbers of other probes": () => withSamples(({ seq }) => ({ seq: seq + 4 })),
  "has another intended time": () => withSamples(() => ({ intendedAtMs: 1 })),
};

let spared: Awaited<ReturnType<Awaited<ReturnType<typeof open>>["readAll"]>>;
beforeAll(async () => {
  spared = await (await open((one) => one.origin !== origin || one.index !== 1)).readAll();
});

describe.each(Object.entries(damagedData))("a stored block whose data %s", (_, damage) => {
  it("is named and lost, and all else is shown, sealed and finished as if it had never been stored", async () => {
    const { put, read, readAll, reconcile, get, damages, matrix } = await open();
    const { data: __, ...item } = await read(place);
    const data = await damage();
    await put({ ...(item as Item), ...(data && { data }) });

    const seen = await readAll();
    expect(rowsOf(seen)).toBe(rowsOf(spared));
    const losses = ["us-west-1", "sa-east-1"].map((target) => ({
      origin,
      target,
      variant: "bare",
      reason: "corrupt",
      n: 2,
      blocks: [1],
    }));
    expect(seen.matrix.job).toMatchObject({ expected: 20, ok: 16, lost: 4, pending: 0, reasons: losses });
    expect(seen.csv.text).toBe(spared.csv.text);
    expect(seen.csv.headers.get("crisscross-damaged")).toBe(`${origin}.1`);
    expect(JSON.stringify(seen.attribution.attribution)).toBe(JSON.stringify(spared.attribution.attribution));
    expect(damages.every(({ item: name }) => /block#000001|block 1 of ap-south-1/.test(name))).toBe(true);
    expect((await get(`/${id}/samples/${origin}.0`)).status).toBe(200);
    const lost = await get(`/${id}/samples/${origin}.5`);
    expect([lost.status, lost.text]).toEqual([
      404,
      expect.stringContaining("block 1 of ap-south-1 is damaged"),
    ]);

    expect(await reconcile()).toMatchObject({ closed: 1, failed: [] });
    const after = await readAll();
    expect(after.view).toMatchObject({
      state: "incomplete",
      ledger: { expected: 20, ok: 16, lost: 4, pending: 0 },
      reasons: losses,
    });
    expect(rowsOf(after)).toBe(rowsOf(spared));
    expect(JSON.parse(await matrix()).job).toMatchObject({ ok: 16, lost: 4, reasons: losses });
    expect(after.csv.text).toBe(spared.csv.text);
  });
});

describe.each([
  ["are missing", { ok: undefined }],
  ["are no numbers", { ok: { S: "4" } }],
  ["are negative", { ok: { N: "-4" } }],
  ["are of more probes than planned", { error: { N: "9" } }],
] as const)("a stored block whose counts %s", (_, counts) => {
  it("is named and lost in the job's ledger until its shard is sealed from what it holds", async () => {
    const { put, read, readAll, reconcile, damages } = await open();
    const item = { ...(await read(place)), ...counts } as Item;
    await put(Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)));
    const { view, matrix } = await readAll();
    expect(view.ledger).toMatchObject({ ok: 16, lost: 4, pending: 0 });
    expect(matrix.job).toMatchObject({ ok: 20, lost: 0 });
    expect(damages).not.toEqual([]);
    await reconcile();
    expect((await readAll()).view).toMatchObject({ state: "complete", ledger: { ok: 20, lost: 0 } });
  });
});

const strays: readonly Item[] = [
  { pk: place.pk, sk: { S: "block#zzz" } },
  { pk: place.pk, sk: { S: "block#000900" }, ok: { N: "7" } },
  { pk: place.pk, sk: { S: "block#000003" }, ok: { N: "4" } },
  { pk: place.pk, sk: { S: "zzz" } },
  ...[
    "aaa",
    "rollup#us-east-2",
    "rollup#",
    "seal#",
    "seal#ap-south-1#9999",
    "started#",
    "started#nowhere#0000",
  ].map((sk) => ({ pk: { S: `job#${id}` }, sk: { S: sk } })),
  { pk: { S: `job#${id}` }, sk: { S: `started#${origin}#9999` } },
  { pk: { S: `job#${id}#dead` }, sk: { S: "nonsense" } },
];

it("shows and finishes a job as ever whatever else lies in its partitions", async () => {
  const spared = await open();
  const { put, readAll, reconcile, matrix } = await open();
  for (const stray of strays) await put(stray);
  const [before, seen] = [await spared.readAll(), await readAll()];
  expect(JSON.stringify([seen.view, seen.matrix])).toBe(JSON.stringify([before.view, before.matrix]));
  await spared.reconcile();
  expect(await reconcile()).toMatchObject({ closed: 1, failed: [] });
  expect(await matrix()).toBe(await spared.matrix());
  expect((await readAll()).view.state).toBe("complete");
});

describe.each([
  ["seal", (item: Item) => item.sk?.S?.startsWith("seal#")],
  ["roll-up", (item: Item) => item.sk?.S?.startsWith("rollup#")],
] as const)("a %s", (_, isWanted) => {
  it.each([
    ["has lost its blocks", { blocks: undefined }],
    ["has blocks of another type", { blocks: { S: "x" } }],
    ["has blocks that the plan does not have", { blocks: { B: new Uint8Array(32).fill(255) } }],
    ["has no counts", { ok: undefined }],
    ["counts more than its blocks", { ok: { N: "1000" } }],
    ["points at no summary", { summary: { S: "0".repeat(64) } }],
  ] as const)("that %s changes no number of a finished job, and is named", async (_name, change) => {
    const { put, inPartition, reconcile, readAll, matrix, damages } = await open();
    await reconcile();
    const before = await matrix();
    for (const item of (await inPartition(`job#${id}`)).filter(isWanted)) {
      const changed = Object.entries({ ...item, ...change }).filter(([, value]) => value !== undefined);
      await put(Object.fromEntries(changed) as Item);
    }
    expect(await matrix()).toBe(before);
    expect((await readAll()).view).toMatchObject({ state: "complete", ledger: { ok: 20 } });
    // The seals of a finished job are read only where its roll-ups cannot be.
    expect(damages.length > 0).toBe(_ === "roll-up");
  });
});

it("makes a damaged seal and a damaged roll-up of an open job again", async () => {
  const { put, inPartition, reconcile, readAll, matrix, remove } = await open();
  await reconcile();
  const before = await matrix();
  const pk = { S: `job#${id}` };
  const seals = (await inPartition(`job#${id}`)).filter(({ sk }) => /^(seal|rollup)#/.test(sk?.S ?? ""));
  for (const { blocks: _, ...item } of seals) await put(item);
  await remove({ pk, sk: { S: "finish" } });
  await put({ pk: { S: "open" }, sk: { S: id }, openedAtMs: { N: String(startMs) } });
  expect(await reconcile()).toMatchObject({ closed: 1, failed: [] });
  expect(await matrix()).toBe(before);
  expect((await readAll()).view.state).toBe("complete");
  const made = (await inPartition(`job#${id}`)).filter(({ sk }) => /^(seal|rollup)#/.test(sk?.S ?? ""));
  expect(made.map(({ blocks }) => blocks)).toEqual(seals.map(({ blocks }) => blocks));
});

it.each([
  ["is gone", undefined],
  ["does not unpack", new Uint8Array([9])],
])("makes a summary again from its blocks that %s, and names it", async (_, data) => {
  const { put, remove, inPartition, reconcile, matrix, damages } = await open();
  await reconcile();
  const before = await matrix();
  for (const { sk, summary } of await inPartition(`job#${id}`)) {
    if (!sk?.S?.startsWith("rollup#")) continue;
    const key = { pk: { S: `job#${id}#summary#${summary?.S}` }, sk: { S: "part#0000" } };
    await (data ? put({ ...key, data: { B: data } }) : remove(key));
  }
  expect(await matrix()).toBe(before);
  expect(damages.map(({ item }) => item).sort()).toEqual(
    record.spec.origins.map((one) => `summary of seal all of ${one} of job ${id}`),
  );
});

it("takes blocks for lost whose summary is damaged as well as they are", async () => {
  const { put, remove, inPartition, reconcile, json } = await open();
  await reconcile();
  for (const { summary } of await inPartition(`job#${id}`))
    if (summary?.S) await remove({ pk: { S: `job#${id}#summary#${summary.S}` }, sk: { S: "part#0000" } });
  await put({ ...place, data: { B: new Uint8Array([1]) } });
  const { job } = await json(`/${id}/matrix`);
  expect(job).toMatchObject({ state: "incomplete", ok: 16, lost: 4, pending: 0 });
  expect(job.reasons).toMatchObject([{ reason: "corrupt", n: 2, blocks: [1] }, { reason: "corrupt" }]);
});

it("reads a job whose end is damaged from what is stored of it", async () => {
  const { put, reconcile, readAll, damages } = await open();
  await reconcile();
  await put({ pk: { S: `job#${id}` }, sk: { S: "finish" }, finish: { B: new Uint8Array([1]) } });
  expect((await readAll()).view).toMatchObject({ state: "complete", ledger: { ok: 20 } });
  expect(damages.every(({ item }) => item === `job#${id} finish`)).toBe(true);
});

describe("a damaged record of a job", () => {
  const others = [1, 5].map((n) => ({ ...record, id: jobIdOf(startMs + n, new Uint8Array(10).fill(n)) }));

  it.each([
    ["is no JSON", { record: { S: "{" } }],
    ["is missing", {}],
    ["is no job", { record: { S: '{"id":"x"}' } }],
    ["is another job's", { record: { S: JSON.stringify(others[0]) } }],
    ["has no time", { record: { S: "{" }, createdAt: { S: "zzz" } }],
  ] as const)("that %s is named, and the others are listed, read and finished", async (_, change) => {
    const { put, putJob, get, json, reconcile } = await open();
    for (const [n, other] of others.entries()) await putJob({ ...other, createdAtMs: startMs + n });
    const key = { pk: { S: `job#${id}` }, sk: { S: "job" } };
    const listed = { list: { S: "jobs" }, createdAt: { S: new Date(startMs).toISOString() } };
    await put({ ...key, ...listed, ...change });
    const seen: string[] = [];
    const damaged: string[] = [];
    for (let cursor = ""; ; ) {
      const page = await json(`?limit=1${cursor}`);
      seen.push(...page.jobs.map((job: JobRecord) => job.id));
      damaged.push(...(page.damaged ?? []).map((job: { id: string; damage: string }) => job.id));
      if (page.next === undefined) break;
      cursor = `&cursor=${page.next}`;
    }
    expect([seen.sort(), damaged]).toEqual([others.map((other) => other.id).sort(), [id]]);
    for (const path of ["", "/matrix", "/samples", "/attribution"]) {
      const { status, text } = await get(`/${id}${path}`);
      expect([status, JSON.parse(text)]).toMatchObject([500, { code: "corrupt" }]);
      expect(text).toContain(id);
      expect((await get(`/${others[0]?.id}${path}`)).status).toBe(200);
    }
    expect((await reconcile()).failed).toMatchObject([{ job: id }]);
  });
});
