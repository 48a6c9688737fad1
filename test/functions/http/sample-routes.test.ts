import { gunzipSync } from "node:zlib";
import { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import { SampleDocument } from "@crisscross/core/documents/sample-document";
import { csvHeader, writeSamples } from "@crisscross/core/documents/sample-text";
import { parse } from "@crisscross/core/edge/schema";
import { blockSetOf } from "@crisscross/core/sample/block-set";
import type { StoredBlock } from "@crisscross/core/sample/stored-block";
import { emptySummary } from "@crisscross/core/summary/summary";
import { encodeSummary } from "@crisscross/core/summary/summary-text";
import { type AppDeps, createApp } from "@crisscross/functions/http/app";
import type { Damage } from "@crisscross/functions/results/damage";
import { jobIdOf } from "@crisscross/functions/submit/job-id";
import { beforeEach, describe, expect, it } from "vitest";
import { deployedMemoryMb } from "../../core/job/memory.ts";
import { fakeLetters } from "../dead-letters/fake-letters.ts";
import { createMemoryStore, type MemoryStore } from "../results/memory-store.ts";
import { blockOf, recordOf, sampleOf, startMs } from "../results/samples.ts";
import { callerWith, sentBy } from "../tokens/callers.ts";
import { fakeMonitors } from "../watching/fake-monitor.ts";
import { checkDeclared } from "./declared.ts";
import { onlyReading } from "./only-reading.ts";

const id = jobIdOf(startMs, new Uint8Array(10).fill(9));
const origins = ["ap-south-1", "eu-west-2"] as const;
const record = recordOf(id, { spec: { ...recordOf(id).spec, origins: [...origins], samples: 8_000 } });
const noOutcomes = { ok: 0, throttled: 0, timeout: 0, error: 0 };

let store: MemoryStore;
let asked: string[];
let failures: unknown[];
let damages: Damage[];

beforeEach(async () => {
  store = createMemoryStore();
  asked = [];
  failures = [];
  damages = [];
  await store.putJob(record);
});

function fullBlock(origin: (typeof origins)[number], index: number): StoredBlock {
  const samples = Array.from({ length: 16 }, (_, place) => sampleOf(index * 16 + place));
  return { ...blockOf(id, index, samples), origin };
}

async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const blocks: AppDeps["blocks"] = {
    ...store,
    blocks: (shard, range) => {
      asked.push(`${shard.origin} ${shard.shard} from ${range?.from ?? 0}`);
      return store.blocks(shard, range);
    },
  };
  const app = createApp({
    ...onlyReading((error) => failures.push(error)),
    ...{ jobs: store, seals: store, purges: store },
    ...{ monitor: fakeMonitors().deps, letters: fakeLetters(store).deps },
    blocks,
    ...{ deployed: [...origins], home: "us-east-1" as const },
    blockBudgetMs: 131_000,
    memoryMb: deployedMemoryMb,
    wan: "none",
    nowMs: () => startMs,
    newId: () => id,
    newSeed: () => 1,
    release: () => "release 1",
    hash: (text) => text,
    damaged: (damage) => damages.push(damage),
  });
  const whole = path.startsWith("/") ? path : `/v1/jobs/${id}/${path}`;
  return checkDeclared("GET", whole, await app.request(whole, { headers }, sentBy(callerWith("read"))));
}

/** All pages in a row, following the links. */
async function pagesOf(format: string): Promise<string[]> {
  const pages: string[] = [];
  let path: string | undefined = `samples?format=${format}`;
  while (path !== undefined) {
    const response = await get(path);
    expect(response.status).toBe(200);
    pages.push(await response.text());
    path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
  }
  return pages;
}

const seal = (origin: string, shard: number | "all", counted: readonly number[], size: number) =>
  store.putSeal(
    {
      job: id,
      origin,
      shard,
      counts: { ...noOutcomes, ok: 16 * counted.length },
      blocks: blockSetOf(counted, size),
    },
    encodeSummary(emptySummary()),
    startMs,
  );

describe("GET /v1/jobs/{id}/samples", () => {
  it("gives every sample once, origin by origin, in pages that make one file", async () => {
    const blocks = origins.flatMap((origin) => [0, 1, 200, 255, 256, 300].map((n) => fullBlock(origin, n)));
    for (const block of blocks.toReversed()) await store.putBlock(block);
    const pages = await pagesOf("csv");
    expect(pages.join("")).toBe(csvHeader + blocks.map((block) => writeSamples(block, "csv")).join(""));
    expect((await pagesOf("ndjson")).join("")).toBe(
      blocks.map((block) => writeSamples(block, "ndjson")).join(""),
    );
  });

  it("holds a bounded number of blocks on a page, and goes on where it stopped", async () => {
    for (let index = 0; index < 300; index++) await store.putBlock(fullBlock("ap-south-1", index));
    const pages = await pagesOf("ndjson");
    expect(pages.map((page) => page.split("\n").length - 1)).toEqual([128 * 16, 128 * 16, 44 * 16]);
    expect(asked).toEqual([
      "ap-south-1 0 from 0",
      "ap-south-1 0 from 128",
      "ap-south-1 1 from 128",
      "ap-south-1 1 from 256",
    ]);
  });

  it("keeps a page of long rows below what Lambda's answer can carry", async () => {
    const reason = '"\n\t'.repeat(12_000);
    for (let index = 0; index < 6; index++) {
      const samples = Array.from({ length: 16 }, (_, n) =>
        sampleOf(index * 16 + n, { outcome: "error", reason }),
      );
      await store.putBlock(blockOf(id, index, samples));
    }
    const pages = await pagesOf("ndjson");
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(JSON.stringify(page).length).toBeLessThan(6_000_000);
    expect(pages.join("").split("\n")).toHaveLength(6 * 16 + 1);
  });

  it("leaves out blocks that were stored after their shard was sealed, as the matrix does", async () => {
    for (const index of [0, 1, 256, 257]) await store.putBlock(fullBlock("ap-south-1", index));
    for (const index of [4, 5]) await store.putBlock(fullBlock("eu-west-2", index));
    await seal("ap-south-1", 0, [0], 256);
    await seal("eu-west-2", "all", [5], 500);
    const lines = (await pagesOf("ndjson")).join("").trimEnd().split("\n");
    const blocks = lines.map((line) => JSON.parse(line)).map(({ origin, block }) => `${origin} ${block}`);
    expect([...new Set(blocks)]).toEqual(["ap-south-1 0", "ap-south-1 256", "ap-south-1 257", "eu-west-2 5"]);
  });

  it("is empty, but for CSV's header, while nothing is stored", async () => {
    expect(await pagesOf("ndjson")).toEqual([""]);
    expect(await pagesOf("csv")).toEqual([csvHeader]);
  });

  it("names its content type", async () => {
    expect((await get("samples")).headers.get("content-type")).toBe("application/x-ndjson");
    expect((await get("samples?format=csv")).headers.get("content-type")).toBe("text/csv; charset=utf-8");
  });

  it.each([
    "format=json",
    "format=",
    "cursor=",
    "cursor=!",
    "cursor=WzAsLTFd",
    "limit=3",
    "format=csv&format=csv",
  ])("refuses ?%s", async (query) => {
    const response = await get(`samples?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field: query.split("=")[0] }] });
  });
});

describe("GET /v1/jobs/{id}/samples/{probe}", () => {
  it("gives one probe, its network narrowed by the blocks around it", async () => {
    for (let index = 0; index < 40; index++) await store.putBlock(fullBlock("ap-south-1", index));
    const response = await get("samples/ap-south-1.325");
    expect(response.status).toBe(200);
    const document = parse(SampleDocument, await response.json(), "answer");
    expect(document).toMatchObject({ job: id, probe: "ap-south-1.325", block: { index: 20 }, outcome: "ok" });
    // Blocks 12 to 28: 17 of 16 samples.
    expect(document.levels[0]?.offsetFrom).toBe(272);
    expect(asked).toEqual(["ap-south-1 0 from 12"]);
  });

  it.each([
    ["samples/ap-south-1.16000", "accepted: ORIGIN.NUMBER"],
    ["samples/us-west-1.0", "accepted: ORIGIN.NUMBER"],
    ["samples/nonsense", "accepted: ORIGIN.NUMBER"],
    ["samples/ap-south-1.9", "has no result yet"],
  ])("answers %s with 404: %s", async (path, words) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: "not-found",
      detail: expect.stringContaining(words),
    });
  });

  it("says that a probe is lost once the job has ended", async () => {
    const loss = {
      origin: "ap-south-1",
      target: "us-west-1",
      variant: "bare",
      reason: "deadline passed",
    } as const;
    await store.putFinish(id, { state: "incomplete", finishedAtMs: startMs, losses: [{ ...loss, n: 1 }] });
    expect(await (await get("samples/ap-south-1.9")).json()).toMatchObject({
      detail: expect.stringContaining("was lost"),
    });
  });
});

describe("GET /v1/jobs/{id}/attribution", () => {
  it("has every cell, and says how much of the job it is worked out from", async () => {
    await store.putBlock(fullBlock("ap-south-1", 0));
    const document = parse(AttributionDocument, await (await get("attribution")).json(), "answer");
    expect(document.basis).toMatchObject({ blocks: 1, lookedFor: 512, planned: 1_000 });
    expect(document.attribution.map(({ origin, n }) => [origin, n])).toEqual([
      ["ap-south-1", 16],
      ["eu-west-2", 0],
    ]);
  });

  it("reads no more than 512 blocks, spread over the job", async () => {
    for (const origin of origins)
      for (let index = 0; index < 500; index++) await store.putBlock(fullBlock(origin, index));
    const document = parse(AttributionDocument, await (await get("attribution")).json(), "answer");
    expect(document.basis).toMatchObject({ blocks: 512, lookedFor: 512, planned: 1_000 });
    const firsts = asked
      .filter((line) => line.startsWith("eu"))
      .map((line) => Number(line.split(" from ")[1]));
    expect(firsts).toHaveLength(16);
    expect([Math.min(...firsts), Math.max(...firsts)]).toEqual([0, 480]);
  });
});

describe("parts of an answer", () => {
  it.each(["matrix", "attribution"])(
    "are what %s is asked for by origin, target and variant",
    async (name) => {
      await store.putBlock(fullBlock("ap-south-1", 0));
      const whole = (await (await get(name)).json()) as Record<string, unknown[]>;
      const part = await (await get(`${name}?origin=eu-west-2&variant=bare`)).json();
      expect(part).toEqual({ ...whole, [name]: [whole[name]?.[1]] });
    },
  );

  it("are intervals that hold all at once, where a matrix is asked for them", async () => {
    await store.putBlock(fullBlock("ap-south-1", 0));
    const part = await (await get("matrix?origin=ap-south-1&simultaneous=true")).json();
    expect(part).toMatchObject({ simultaneous: { level: expect.any(Number) }, matrix: expect.any(Array) });
    expect(await (await get("matrix?origin=ap-south-1")).json()).not.toHaveProperty("simultaneous");
    const refused = await get("attribution?simultaneous=true");
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { errors: [{ field: "simultaneous" }] },
    ]);
  });

  it.each([
    "distribution=waiting",
    "origin=us-west-1",
    "simultaneous=yes",
    "target=ap-south-1",
    "variant=db-get",
    "cell=1",
    "variant=bare&variant=db-get",
  ])("refuse ?%s", async (query) => {
    const response = await get(`matrix?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ field: query.split("=")[0] }] });
  });
});

describe("an answer that is larger than Lambda can give", () => {
  const variants = Array.from({ length: 100 }, (_, n) => `bare/up=${n + 1}`);

  beforeEach(async () => {
    const targets = Array(200).fill("us-west-1");
    await store.putJob({ ...record, id: id.replace(/9/g, "8"), spec: { ...record.spec, targets, variants } });
  });
  const path = `/v1/jobs/${id.replace(/9/g, "8")}/matrix`;

  it("is compressed for who takes that", async () => {
    const response = await get(path, { "accept-encoding": "gzip, br" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-encoding")).toBe("gzip");
    const { matrix } = JSON.parse(gunzipSync(await response.arrayBuffer()).toString());
    expect(matrix).toHaveLength(40_000);
  });

  it("is refused to others, with what to do instead, and without a tag of what was not sent", async () => {
    const response = await get(path);
    expect([response.status, response.headers.get("cache-control")]).toEqual([413, "no-store"]);
    const detail = expect.stringContaining("send accept-encoding: gzip, or ask for a part with origin");
    expect(await response.json()).toMatchObject({ code: "too-large", detail });
    expect(failures).toEqual([]);
    expect((await get(`${path}?variant=bare/up=7`)).status).toBe(200);
  });
});
