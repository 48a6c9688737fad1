import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { deflate } from "node:zlib";
import {
  DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import { openArrivalTable } from "@crisscross/functions/aws/results/arrival-table";
import { openBlockTable } from "@crisscross/functions/aws/results/block-table";
import { openBudgetTable } from "@crisscross/functions/aws/results/budget-table";
import { openJobTable } from "@crisscross/functions/aws/results/job-table";
import { openPurgeTable } from "@crisscross/functions/aws/results/purge-table";
import { openSealTable } from "@crisscross/functions/aws/results/seal-table";
import { openTokenTable } from "@crisscross/functions/aws/results/token-table";
import { forEachOf } from "@crisscross/functions/edges/for-each-of";
import type { Seal } from "@crisscross/functions/results/seal-store";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMemoryStore } from "../../results/memory-store.ts";
import { blockOf, recordOf, startMs } from "../../results/samples.ts";
import { createMemoryBudgets } from "../../submit/memory-budgets.ts";
import { createMemoryTokens } from "../../tokens/memory-tokens.ts";
import { describeJobsAndBlocks } from "./jobs-and-blocks.contract.ts";
import { describeLists, idOf } from "./lists.contract.ts";
import { describePurges, endedJob, purgedAtMs } from "./purges.contract.ts";
import { type ResultTables, startTables } from "./result-tables.ts";
import { describeSealsAndEndings } from "./seals-and-endings.contract.ts";
import { describeBudgets, describeTokens } from "./tokens-and-budgets.contract.ts";

describe("in memory", () => {
  describeJobsAndBlocks(async () => createMemoryStore());
  describeSealsAndEndings(async () => createMemoryStore());
  describeTokens(async () => createMemoryTokens());
  describeBudgets(async () => createMemoryBudgets());
  describeLists(async () => createMemoryStore());
  describePurges(async () => createMemoryStore());
});

describe("in a DynamoDB table", () => {
  let tables: ResultTables;
  let client: DynamoDBClient;

  beforeAll(async () => {
    tables = await startTables();
    client = tables.client;
  });
  afterAll(() => tables.stop());

  const createTable = () => tables.create();
  const openStores = (name: string) => ({
    ...openJobTable(client, name),
    ...openBlockTable(client, name),
    ...openArrivalTable(client, name),
    ...openSealTable(client, name),
    ...openPurgeTable(client, name),
  });

  describeJobsAndBlocks(async () => openStores(await createTable()));
  describeSealsAndEndings(async () => openStores(await createTable()));
  describeTokens(async () => openTokenTable(client, await createTable()));
  describeBudgets(async () => openBudgetTable(client, await createTable()));
  describeLists(async () => openStores(await createTable()));
  describePurges(async () => openStores(await createTable()));

  it("leaves of a purged job what says that it is gone, for a month, and nothing else", async () => {
    const TableName = await createTable();
    const store = openStores(TableName);
    await endedJob(store, idOf(1));
    await store.putPurge(idOf(1), purgedAtMs);
    expect(await store.deleteData({ id: idOf(1), purgedAtMs }, true, () => true)).toBe(true);
    await store.closePurge(idOf(1));
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    const expiresAt = { N: String(purgedAtMs / 1_000 + 30 * 86_400) };
    const left = { pk: { S: `job#${idOf(1)}` }, purgedAtMs: { N: String(purgedAtMs) }, expiresAt };
    expect(Items).toEqual([
      { ...left, sk: { S: "finish" } },
      { ...left, sk: { S: "job" } },
    ]);
  });

  it("is over for an environment of consume that remembers the job from before it was purged", async () => {
    const store = openStores(await createTable());
    const block = { job: idOf(1), origin: "ap-south-1", index: 2 };
    await endedJob(store, idOf(1));
    expect(await store.lookUp(block)).toMatchObject({ standing: "over", job: { record: { id: idOf(1) } } });
    await store.putPurge(idOf(1), purgedAtMs);
    for (const isLast of [false, true]) {
      await store.deleteData({ id: idOf(1), purgedAtMs }, isLast, () => true);
      expect(await store.lookUp(block)).toMatchObject({ standing: "over" });
    }
  });

  it("looks at so many jobs for one page, and then says where to go on", async () => {
    const store = openStores(await createTable());
    const records = Array.from({ length: 430 }, (_, n) =>
      recordOf(jobIdOf(startMs + n, new Uint8Array(10)), { createdAtMs: epochMs(startMs + n) }),
    );
    await forEachOf(records, 20, async (record) => void (await store.putJob(record)));
    const looked: string[] = [];
    const isWanted = ({ id }: JobRecord) => {
      looked.push(id);
      return id === records[0]?.id;
    };
    const first = await store.listJobs(5, { isWanted });
    expect([first.jobs, looked.length]).toEqual([[], 400]);
    expect(await store.listJobs(5, { isWanted, after: first.next })).toEqual({ jobs: [records[0]] });
    expect(new Set(looked)).toEqual(new Set(records.map(({ id }) => id)));
    expect(looked).toHaveLength(430);
  });

  const shard = { job: "j", origin: "ap-south-1", shard: 0 };

  it.each([
    ["does not unpack", { B: new Uint8Array([1, 2, 3]) }],
    ["is missing", undefined],
  ])("names a block item whose data %s, and gives the others", async (_, data) => {
    const TableName = await createTable();
    const Item = { pk: { S: "job#j#ap-south-1#0" }, sk: { S: "block#000000" }, ...(data && { data }) };
    await client.send(new PutItemCommand({ TableName, Item }));
    const store = openBlockTable(client, TableName);
    await store.putBlock(blockOf("j", 1));
    const damage = { index: 0, item: "job#j#ap-south-1#0 block#000000", why: expect.any(String) };
    expect(await Array.fromAsync(store.blocks(shard))).toEqual([damage, blockOf("j", 1)]);
    expect(await Array.fromAsync(store.blockCounts(shard))).toMatchObject([damage, { index: 1 }]);
  });

  it.each([
    ["is not what was sealed", "sum", "other"],
    ["is gone", "sum", undefined],
  ])("calls a summary corrupt that %s", async (_, sealed, found) => {
    const TableName = await createTable();
    const store = openSealTable(client, TableName);
    const seal = { job: "j", origin: "ap-south-1", shard: 0, blocks: new Uint8Array(32) };
    await store.putSeal(
      { ...seal, counts: { ok: 1, throttled: 0, timeout: 0, error: 0 } },
      sealed,
      epochMs(0),
    );
    const [stored] = (await store.shardStates("j")).seals;
    const Key = { pk: { S: `job#j#summary#${stored?.summary}` }, sk: { S: "part#0000" } };
    const data = found === undefined ? new Uint8Array([1]) : await promisify(deflate)(found);
    await client.send(new PutItemCommand({ TableName, Item: { ...Key, data: { B: data } } }));
    await expect(store.summaryText(stored as Seal)).rejects.toMatchObject({ code: "corrupt" });
  });

  it("marks a shard as started once, before its first block", async () => {
    const TableName = await createTable();
    const sent: string[] = [];
    const watched = tables.newClient();
    watched.middlewareStack.add(
      (next) => (step) => {
        sent.push((step.input as PutItemCommandInput).Item?.sk?.S ?? "");
        return next(step);
      },
      { step: "initialize" },
    );
    const store = openBlockTable(watched, TableName);
    for (const index of [0, 1, 256]) await store.putBlock(blockOf("j", index));
    expect(sent).toEqual([
      "started#ap-south-1#0000",
      "block#000000",
      "block#000001",
      "started#ap-south-1#0001",
      "block#000256",
    ]);
    watched.destroy();
  });

  const tokenItem = { pk: { S: "tokens" }, sk: { S: "a" } };
  const tokenRecord = { id: "a", name: "n", scopes: [], createdAtMs: 0, createdBy: "b", expiresAtMs: 9 };
  const soundToken = { record: { S: JSON.stringify(tokenRecord) }, hash: { B: new Uint8Array(32) } };

  it.each([
    ["is no record", { ...soundToken, record: { S: "{}" } }],
    ["has no hash", { record: soundToken.record }],
    ["has a short hash", { ...soundToken, hash: { B: new Uint8Array(31) } }],
    ["is of another", { ...soundToken, record: { S: JSON.stringify({ ...tokenRecord, id: "b" }) } }],
    ["was revoked at no time", { ...soundToken, revokedAtMs: { S: "yesterday" } }],
  ])("lets nobody in by a token item that %s, and lists the others", async (_, attributes) => {
    const TableName = await createTable();
    await client.send(new PutItemCommand({ TableName, Item: { ...tokenItem, ...attributes } }));
    await client.send(
      new PutItemCommand({
        TableName,
        Item: {
          ...tokenItem,
          ...soundToken,
          sk: { S: "b" },
          record: { S: JSON.stringify({ ...tokenRecord, id: "b" }) },
        },
      }),
    );
    const store = openTokenTable(client, TableName);
    await expect(store.getToken("a")).rejects.toMatchObject({ code: "corrupt" });
    const { tokens, damaged } = await store.listTokens();
    expect(tokens.map(({ record: { id } }) => id)).toEqual(["b"]);
    expect(damaged).toMatchObject([{ id: "a" }]);
  });

  it("calls a job item corrupt that is no job", async () => {
    const TableName = await createTable();
    const Item = { pk: { S: "job#x" }, sk: { S: "job" }, record: { S: '{"id":"x"}' } };
    await client.send(new PutItemCommand({ TableName, Item }));
    await expect(openJobTable(client, TableName).getJob("x")).rejects.toMatchObject({ code: "corrupt" });
  });

  it("takes a block for stored before when the answer to the first attempt was lost", async () => {
    const TableName = await createTable();
    let lost = 0;
    // Hands every request on, and drops the connection instead of the first answer about a block.
    const proxy = createServer(async (request, response) => {
      const body = Buffer.concat(await Array.fromAsync(request));
      const headers = new Headers(request.headers as Record<string, string>);
      const answer = await fetch(tables.endpoint, { method: "POST", headers, body });
      const text = await answer.text();
      if (body.includes("block#") && lost++ === 0) return request.socket.destroy();
      response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.0" }).end(text);
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const through = new DynamoDBClient({
      region: "us-east-1",
      endpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      credentials: { accessKeyId: "key", secretAccessKey: "secret" },
    });
    expect(await openBlockTable(through, TableName).putBlock(blockOf("j", 0))).toBe("duplicate");
    expect(lost).toBe(2);
    expect(await Array.fromAsync(openBlockTable(client, TableName).blocks(shard))).toEqual([blockOf("j", 0)]);
    through.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  });
});
