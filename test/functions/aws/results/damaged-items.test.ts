import { promisify } from "node:util";
import { deflate } from "node:zlib";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { planBlocks } from "@crisscross/core/job/plan";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ranBlock, receiptOf } from "../../../core/samples.ts";
import { type Item, id, open as openIn, record } from "../../results/damaged-job.ts";
import { type ResultTables, startTables } from "./result-tables.ts";

const origin = "ap-south-1";
const place = { pk: { S: `job#${id}#${origin}#0` }, sk: { S: "block#000001" } };

let tables: ResultTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const open = (kept?: (block: StoredBlock) => boolean) => openIn(tables, kept);

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
  "was started at a time no Date has": () => packed({ ...block, startedAtMs: 9e15 }),
  "was received at a time no Date has": () => packed({ ...block, firstReceivedAtMs: 9e15 }),
  "has a sample started at a time no Date has": () => withSamples(() => ({ startedAtMs: 9e15 })),
  "has a bill beyond all measure": () =>
    withSamples(({ call }) => ({ call: { ...call, receipt: { ...receiptOf(1_000), billedMs: 1e306 } } })),
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
    const { job } = seen.matrix;
    expect(seen.view).toMatchObject({
      state: job.state,
      ledger: { ok: job.ok, lost: job.lost, pending: job.pending },
      reasons: job.reasons,
    });
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
  it("is named, and the ledger of a job that has all its blocks is read from what they hold", async () => {
    const { put, read, readAll, reconcile, damages } = await open();
    const item = { ...(await read(place)), ...counts } as Item;
    await put(Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)));
    const { view, matrix } = await readAll();
    expect(view).toMatchObject({ state: "complete", ledger: { ok: 20, lost: 0, pending: 0 } });
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

it("says one state of a running job whose every stored block is damaged, in its view and in its matrix", async () => {
  const { put, read, readAll } = await open((one) => one.origin === origin && one.index === 1);
  await put({ ...(await read(place)), data: { B: new Uint8Array([1]) } } as Item);
  const { view, matrix } = await readAll();
  expect([view.state, matrix.job.state]).toEqual(["running", "running"]);
});
