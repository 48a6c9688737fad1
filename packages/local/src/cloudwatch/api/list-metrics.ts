import * as v from "valibot";
import type { EpochMs } from "../../time/times.ts";
import type { MetricStore } from "../metrics/store.ts";
import { readInput } from "./input.ts";
import { cutPage, refuseTokenValue } from "./page.ts";
import { MetricName, Namespace, printMetric } from "./shapes.ts";

const Input = v.strictObject({
  Namespace: v.optional(Namespace),
  MetricName: v.optional(MetricName),
  Dimensions: v.optional(
    v.pipe(v.array(v.strictObject({ Name: v.string(), Value: v.optional(v.string()) })), v.maxLength(30)),
    [],
  ),
  NextToken: v.optional(v.string()),
  IncludeLinkedAccounts: v.optional(v.literal(false)),
  RecentlyActive: v.optional(v.literal("PT3H")),
});

const PAGE = 500;
const RECENT_MS = 3 * 3_600_000;

export function listMetrics(input: object, region: string, store: MetricStore, nowMs: EpochMs): object {
  const request = readInput(Input, input);
  const sinceMs = request.RecentlyActive === undefined ? 0 : nowMs - RECENT_MS;
  const found = store
    .list(region, sinceMs)
    .filter(
      ({ namespace, name, dimensions }) =>
        (request.Namespace === undefined || namespace === request.Namespace) &&
        (request.MetricName === undefined || name === request.MetricName) &&
        request.Dimensions.every(({ Name, Value }) =>
          Value === undefined ? Object.hasOwn(dimensions, Name) : dimensions[Name] === Value,
        ),
    );
  const { page, nextToken } = cutPage(found, request.NextToken, PAGE, refuseTokenValue);
  return { Metrics: page.map(printMetric), ...nextToken };
}
