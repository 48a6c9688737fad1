import { callGraceMs } from "@crisscross/core/job/plan";
import type { Region } from "@crisscross/core/job/regions";
import type { Variant } from "@crisscross/core/job/variant";
import { workFacts } from "@crisscross/core/job/works";
import { type CallOrder, variantOf } from "./call-order.ts";
import { type InnerEvent, paddingOf } from "./inner-event.ts";

/** Names of the functions a caller may call, the same in every region. */
export interface FunctionNames {
  outer: string;
  inner: string;
  innerDb: string;
}

/** One call to be made. */
export interface NextCall {
  region: Region;
  functionName: string;
  event: CallOrder | InnerEvent;
  /** How long the caller waits before the call is a timeout. */
  waitMs: number;
  connection: Variant["connection"];
  /** Whether to ask for the tail of the callee's log, which ends in its receipt. */
  tail: boolean;
  /** Whose environments it is to be run in, if the function is tenant-isolated. */
  tenant?: string | undefined;
}

/** The next call of an order: the first outer of `via` while there is one, then inner in the target region. */
export function nextCallOf(names: FunctionNames, order: CallOrder): NextCall {
  const variant = variantOf(order);
  const [next, ...rest] = order.via;
  const waitMs = waitMsOf(order, variant);
  const tail = !variant.quiet;
  const { tenant } = order;
  if (next !== undefined) {
    const event: CallOrder = { ...order, via: rest };
    return { region: next, functionName: names.outer, event, waitMs, connection: "reused", tail, tenant };
  }
  const functionName = names[workFacts[variant.work].runsIn];
  const { target: region } = order;
  return {
    region,
    functionName,
    event: innerEvent(order, variant),
    waitMs,
    connection: variant.connection,
    tail,
    tenant,
  };
}

/** Every caller waits a little longer than the one behind it, and consume never more than deadline and grace. */
function waitMsOf({ deadlineMs, via }: CallOrder, variant: Variant): number {
  const outers = 1 + variant.via.length;
  return deadlineMs + Math.round((callGraceMs * via.length) / outers);
}

function innerEvent({ seed, customer, deadlineMs }: CallOrder, variant: Variant): InnerEvent {
  const { work, upBytes, downBytes } = variant;
  return { v: 1, work, seed, customer, deadlineMs, downBytes, padding: paddingOf(upBytes) };
}
