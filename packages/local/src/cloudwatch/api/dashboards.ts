import * as v from "valibot";
import type { EpochMs } from "../../time/times.ts";
import { ApiError } from "./error.ts";
import { readInput } from "./input.ts";
import { cutPage, printTime, refuseTokenValue } from "./page.ts";

export interface Dashboard {
  name: string;
  arn: string;
  /** JSON, as it was given. */
  body: string;
  modifiedMs: EpochMs;
}

const Get = v.strictObject({ DashboardName: v.string() });
const List = v.strictObject({
  DashboardNamePrefix: v.optional(v.string(), ""),
  NextToken: v.optional(v.string()),
});

const PAGE = 1000;

/** Dashboards are one for all regions. */
export function getDashboard(input: object, dashboards: ReadonlyMap<string, Dashboard>): object {
  const { DashboardName } = readInput(Get, input);
  const found = dashboards.get(DashboardName);
  if (found === undefined) {
    throw new ApiError("DashboardNotFoundError", `Dashboard ${DashboardName} does not exist`);
  }
  return { DashboardArn: found.arn, DashboardBody: found.body, DashboardName };
}

export function listDashboards(input: object, dashboards: ReadonlyMap<string, Dashboard>): object {
  const { DashboardNamePrefix, NextToken } = readInput(List, input);
  const found = [...dashboards.values()]
    .filter(({ name }) => name.startsWith(DashboardNamePrefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { page, nextToken } = cutPage(found, NextToken, PAGE, refuseTokenValue);
  const DashboardEntries = page.map(({ name, arn, body, modifiedMs }) => ({
    DashboardName: name,
    DashboardArn: arn,
    LastModified: printTime(modifiedMs),
    Size: Buffer.byteLength(body),
  }));
  return { DashboardEntries, ...nextToken };
}
