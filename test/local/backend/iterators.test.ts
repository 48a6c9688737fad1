import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTables } from "@crisscross/local/backend/tables";
import { AbstractLevel } from "abstract-level";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { until } from "../../support/until.ts";
import { askTables, tableOf } from "./table-call.ts";

/** How many iterators and the like are open now, of all that were opened from here on. */
function countOpen(): () => number {
  const { prototype } = AbstractLevel;
  const { attachResource, detachResource } = prototype;
  let open = 0;
  // No spies: they would keep every iterator.
  prototype.attachResource = function (resource) {
    open++;
    return attachResource.call(this, resource);
  };
  prototype.detachResource = function (resource) {
    open--;
    return detachResource.call(this, resource);
  };
  onTestFinished(() => void Object.assign(prototype, { attachResource, detachResource }));
  return () => open;
}

async function openTable(dataDir: string | undefined) {
  const tables = createTables(dataDir, () => {});
  onTestFinished(() => tables.stop());
  const call = async (operation: string, input: object) => {
    const reply = await askTables(tables, operation, input);
    const text = Buffer.from(reply.body).toString();
    if (reply.status !== 200) throw new Error(`${operation}: ${text}`);
    return JSON.parse(text) as { Count?: number; Table?: { TableStatus: string } };
  };
  await call("CreateTable", tableOf("kept", "pk", "sk"));
  await until(
    async () => (await call("DescribeTable", { TableName: "kept" })).Table?.TableStatus === "ACTIVE",
  );
  for (let item = 0; item < 12; item++)
    await call("PutItem", { TableName: "kept", Item: { pk: { S: "a" }, sk: { S: String(item) } } });
  return call;
}

/** To the end, stopped by a limit, of nothing, and a scan: each leaves its iterator in another way. */
const reads = [
  { operation: "Query", of: "a", count: 12 },
  { operation: "Query", of: "a", Limit: 5, count: 5 },
  { operation: "Query", of: "nothing", count: 0 },
  { operation: "Scan", Limit: 3, count: 3 },
];

const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "crisscross-iterators-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

describe("a table's iterators", () => {
  it.each([
    ["in memory", () => undefined],
    ["on disk", folder],
  ])("are closed when reads end: none is open after 1,000, %s", async (_, dataDirOf) => {
    const call = await openTable(dataDirOf());
    const countNow = countOpen();
    for (let read = 0; read < 1_000; read++) {
      const { operation, of, count, ...limits } = reads[read % reads.length] ?? { operation: "", count: 0 };
      const key = of === undefined ? {} : keyIs(of);
      expect(await call(operation, { TableName: "kept", ...key, ...limits })).toMatchObject({ Count: count });
    }
    await until(() => countNow() === 0);
  });
});

it("reads a page in one go, whatever it holds", async () => {
  const call = await openTable(folder());
  const data = { S: "x".repeat(4_000) };
  for (let item = 0; item < 100; item++)
    await call("PutItem", { TableName: "kept", Item: { pk: { S: "b" }, sk: { S: String(item) }, data } });
  const reads = vi.spyOn(createRequire(import.meta.url)("classic-level/binding"), "iterator_nextv");
  onTestFinished(() => void vi.restoreAllMocks());
  expect(await call("Query", { TableName: "kept", ...keyIs("b") })).toMatchObject({ Count: 100 });
  // The first item alone, then the others.
  expect(reads).toHaveBeenCalledTimes(2);
});

const keyIs = (pk: string) => ({
  KeyConditionExpression: "pk = :pk",
  ExpressionAttributeValues: { ":pk": { S: pk } },
});
