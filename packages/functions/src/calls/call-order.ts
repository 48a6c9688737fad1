import { count } from "@crisscross/core/edge/schema";
import { customersPerJob } from "@crisscross/core/job/customers";
import { isRegion, type Region } from "@crisscross/core/job/regions";
import { knownVariant, parseVariant, type Variant, variantForm } from "@crisscross/core/job/variant";
import * as v from "valibot";

const region = v.custom<Region>((code) => typeof code === "string" && isRegion(code), "an AWS region");

/** What a caller is to call. `via` holds the regions of the outer functions still ahead, in order. */
export const CallOrder = v.object({
  v: v.literal(1),
  target: region,
  /** Canonical variant name. */
  variant: v.pipe(
    v.string(),
    v.check((name) => parseVariant(name) !== undefined, variantForm),
  ),
  /** How long the last caller waits for inner. */
  deadlineMs: v.pipe(count, v.minValue(1)),
  seed: count,
  customer: v.pipe(count, v.maxValue(customersPerJob - 1)),
  via: v.array(region),
  /** Of tenant-isolated functions; absent for ordinary ones. */
  tenant: v.optional(v.pipe(v.string(), v.regex(/^[\w.:/=+@ -]{1,256}$/, "a tenant id of Lambda's"))),
});
export type CallOrder = v.InferOutput<typeof CallOrder>;

/** The variant of an order. Guaranteed by CallOrder's check; throws TypeError on an order that skipped it. */
export const variantOf = (order: CallOrder): Variant => knownVariant(order.variant);
