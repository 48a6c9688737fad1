import { readJson } from "../service/read-json.ts";
import { arnIn, type Description } from "../service/service.ts";
import type { Place } from "../service/service-request.ts";
import { deriveDynamodb } from "./dynamodb-accesses.ts";
import type { BackendSite } from "./open.ts";
import { type TableSite, tableKinds } from "./provision/table.ts";
import { failTables } from "./table-failure.ts";
import { tableMetrics } from "./table-metrics.ts";

export const dynamodb = {
  name: "dynamodb",
  read: (call, place) =>
    readJson(call, { target: "DynamoDB_20120810", version: "1.0", settle: settleTables }, place),
  names: {
    members: ["TableName", "ResourceArn", "RequestItems.keys"],
    refuseRegion: ({ text }, { region }) =>
      `1 validation error detected: Invalid AWS region in '${text}'; the request is signed for ${region}`,
  },
  accessesOf: (request, accountId) => deriveDynamodb(request, arnIn(request, accountId)),
  fail: failTables,
  kinds: tableKinds,
  metrics: tableMetrics,
  open: async (site) => (await import("./open.ts")).openTables(site),
} as const satisfies Description<BackendSite & TableSite>;

/** A table may be named by its ARN, which dynalite does not know. */
function settleTables(input: Record<string, unknown>, { region, accountId }: Place): Record<string, unknown> {
  const own = `arn:aws:dynamodb:${region}:${accountId}:table/`;
  const toName = (text: string): string => (text.startsWith(own) ? text.slice(own.length) : text);
  const { TableName, RequestItems } = input;
  const items = typeof RequestItems === "object" && RequestItems !== null ? Object.entries(RequestItems) : [];
  return {
    ...input,
    ...(typeof TableName === "string" && { TableName: toName(TableName) }),
    ...(items.length > 0 && {
      RequestItems: Object.fromEntries(items.map(([name, item]) => [toName(name), item])),
    }),
  };
}
