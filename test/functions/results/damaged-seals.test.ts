import { deflateSync } from "node:zlib";
import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ResultTables, startTables } from "../aws/results/result-tables.ts";
import { type Item, id, open as openIn, record } from "./damaged-job.ts";
import { startMs } from "./samples.ts";

const place = { pk: { S: `job#${id}#ap-south-1#0` }, sk: { S: "block#000001" } };

let tables: ResultTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const open = () => openIn(tables);

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
    ["counts an ok probe as an error", { ok: { N: "9" }, error: { N: "1" } }],
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

const specOf = (change: object) => JSON.stringify({ ...record, spec: { ...record.spec, ...change } });

it.each([
  ["more than a cell has", [{ target: "us-west-1", n: 2 ** 53 - 1 }]],
  ["those of a region that is not planned", [{ target: "mars", n: 1 }]],
  ["those of a job that lost none", []],
])("leaves out an end whose losses are %s", async (_, found) => {
  const { put, reconcile, readAll, damages } = await open();
  await reconcile();
  const losses = found.map((loss) => ({
    origin: "ap-south-1",
    variant: "bare",
    reason: "cancelled",
    ...loss,
  }));
  const finish = { state: "incomplete", finishedAtMs: 1, losses };
  await put({
    pk: { S: `job#${id}` },
    sk: { S: "finish" },
    finish: { B: deflateSync(JSON.stringify(finish)) },
  });
  const { view, matrix } = await readAll();
  expect(view).toMatchObject({ state: "complete", ledger: { ok: 20, lost: 0 } });
  expect(matrix.job).toMatchObject({ state: "complete", ok: 20, lost: 0 });
  expect([view.reasons, matrix.job.reasons]).toEqual([undefined, undefined]);
  expect(damages.map(({ item }) => item)).toContain(`finish of job ${id}`);
});

describe("a damaged record of a job", () => {
  const others = [1, 5].map((n) => ({ ...record, id: jobIdOf(startMs + n, new Uint8Array(10).fill(n)) }));

  it.each([
    ["is no JSON", { record: { S: "{" } }],
    ["is missing", {}],
    ["is no job", { record: { S: '{"id":"x"}' } }],
    ["is another job's", { record: { S: JSON.stringify(others[0]) } }],
    ["is of a time no Date has", { record: { S: JSON.stringify({ ...record, createdAtMs: 9e15 }) } }],
    ["asks for more than any job may", { record: { S: specOf({ samples: 1e9 }) } }],
    ["asks for nothing", { record: { S: specOf({ samples: 0 }) } }],
    ["has a variant that is none", { record: { S: specOf({ variants: ["nope"] }) } }],
    ["has a region twice", { record: { S: specOf({ targets: ["us-west-1", "us-west-1"] }) } }],
    ["has no time", { record: { S: "{" }, createdAt: { S: "zzz" } }],
  ] as const)("that %s is named, and the others are listed, read and finished", async (_, change) => {
    const { put, putJob, get, json, reconcile, damages } = await open();
    for (const [n, other] of others.entries()) await putJob({ ...other, createdAtMs: epochMs(startMs + n) });
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
    expect(await reconcile()).toMatchObject({ stuck: 1, failed: [] });
    expect(damages.map(({ item }) => item)).toContain(`job#${id} job`);
    expect(await reconcile(record.createdAtMs + 86_400_000)).toMatchObject({ closed: 3, failed: [] });
    expect(await reconcile()).toMatchObject({ open: 0, failed: [] });
  });
});
