import { failInJson, jsonShape } from "../service/failure.ts";
import { readJson } from "../service/read-json.ts";
import { arnIn, type Description } from "../service/service.ts";
import { deriveDynamodb } from "./dynamodb-accesses.ts";
import type { BackendSite } from "./open.ts";
import { type TableSite, tableKinds } from "./provision/table.ts";

export const dynamodb = {
  name: "dynamodb",
  read: (call, place) => readJson(call, { target: "DynamoDB_20120810", version: "1.0" }, place),
  accessesOf: (request, accountId) => deriveDynamodb(request, arnIn(request, accountId)),
  fail: failInJson(jsonShape(400, 400)),
  kinds: tableKinds,
  open: async (site) => (await import("./open.ts")).openTables(site),
} as const satisfies Description<BackendSite & TableSite>;
