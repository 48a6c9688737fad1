import type { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generateJob, jobId } from "./generated-job.ts";
import { serveApi } from "./serve-api.ts";

let api: Awaited<ReturnType<typeof serveApi>>;
beforeAll(async () => {
  api = await serveApi(generateJob(20));
});
afterAll(() => void api.server.close());

async function get<Document>(route: string): Promise<Document> {
  return (await (await fetch(`${api.url}/v1/jobs/${jobId}/${route}`)).json()) as Document;
}
const cell = "origin=ap-south-1&target=eu-west-2&variant=bare";

it("a matrix says how the values of a measure are spread, where it is asked", async () => {
  const { matrix } = await get<MatrixDocument>(`matrix?${cell}&distribution=originWait`);
  expect(matrix).toHaveLength(1);
  const [row] = matrix;
  for (const [start, { n, buckets }] of Object.entries(row?.distribution?.starts ?? {})) {
    const stats = row?.starts[start as "warm"]?.measures.originWait;
    expect(n).toBe(stats?.n);
    expect(buckets.reduce((sum, bucket) => sum + bucket.n, 0)).toBe(n);
    expect([buckets[0]?.leastMs, buckets.at(-1)?.greatestMs]).toEqual([stats?.min, stats?.max]);
  }
  expect(Object.keys(row?.distribution?.starts ?? {})).toContain("warm");
  expect((await get<MatrixDocument>(`matrix?${cell}`)).matrix[0]).not.toHaveProperty("distribution");
});

it("an attribution lists the samples that it read, where it is asked", async () => {
  const { matrix } = await get<MatrixDocument>(`matrix?${cell}`);
  const { attribution } = await get<AttributionDocument>(`attribution?${cell}&samples=originWait`);
  const points = attribution[0]?.samples ?? [];
  expect(points).toHaveLength(matrix[0]?.n ?? 0);
  const most = Math.max(...points.map(({ ms = 0 }) => ms));
  const greatest = Object.values(matrix[0]?.starts ?? {}).map(
    ({ measures }) => measures.originWait?.max ?? 0,
  );
  expect(most).toBe(Math.max(...greatest));
  expect((await get<AttributionDocument>(`attribution?${cell}`)).attribution[0]).not.toHaveProperty(
    "samples",
  );
});
