import { createTables } from "@crisscross/local/backend/tables";
import { expect, it } from "vitest";
import { askTables, tableOf } from "./table-call.ts";

it("answers what it was asked before it stops, and nothing after", async () => {
  const tables = createTables(undefined, () => {});
  const ask = (operation: string, input: object) => askTables(tables, operation, input);
  const created = await ask("CreateTable", tableOf("kept", "pk"));
  expect(created.status).toBe(200);
  const asked = Array.from({ length: 20 }, () => ask("DescribeTable", { TableName: "kept" }));
  await tables.stop();
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect((await ask("DescribeTable", { TableName: "kept" })).status).toBe(503);
});
