import type { Call, Level } from "../sample/call.ts";
import { callChainOf, calleesOf } from "../sample/call-chain.ts";
import type { Sample, StoredBlock } from "../sample/stored-block.ts";
import { type Bill, billsOf } from "./bill.ts";
import { offsetOf } from "./clock-offset.ts";
import { deliveryHops } from "./delivery-hops.ts";
import { exchangeOf, type Range } from "./exchange.ts";
import { bounded, exact, type Hop } from "./hop.ts";
import { networkOf } from "./network-time.ts";
import { connectingHops, preparingHops } from "./preparing-hops.ts";

interface Waterfall {
  hops: Hop[];
  bills: Bill[];
}

/**
 * The offset of callee's clock to caller's that a call is known to have, from all calls of the pair; see offsetsOf. The
 * default knows this call alone.
 */
export type KnownOffset = (call: Call, level: Level) => Range;

const ownOffset: KnownOffset = (call, level) => offsetOf(exchangeOf(call, level, ""));

/** A sample's hops from intention to answer, and what each level was billed at us-east-1 list price. */
export function waterfallOf(block: StoredBlock, sample: Sample, knownOffset = ownOffset): Waterfall {
  const chain = callChainOf(sample);
  const { calls } = chain;
  const names = calleesOf(chain);
  return {
    hops: [...deliveryHops(block, sample), ...callHops(calls, names, 0, knownOffset)],
    bills: billsOf(sample),
  };
}

/** The hops within one wait and the waits inside it; they add up to it, the two network hops by their exact sum. */
function callHops(
  calls: readonly Call[],
  names: readonly string[],
  index: number,
  knownOffset: KnownOffset,
): Hop[] {
  const call = calls[index];
  const name = names[index] ?? "";
  if (!call) return [];
  if (!call.level) return [exact(`wait for ${name}`, "unattributed", call.receivedUs - call.sentUs)];
  const exchange = exchangeOf(call, call.level, "");
  const { requestUs, responseUs } = networkOf(exchange, knownOffset(call, call.level));
  const { mostInitUs, runtimeUs } = exchange;
  const { connecting, sentUs } = call;
  return [
    ...(connecting ? connectingHops({ ...connecting, startUs: sentUs }, name) : []),
    bounded(`request to ${name}`, "network", requestUs),
    ...(mostInitUs > 0 ? [bounded(`init of ${name}`, "init", { lowUs: 0, highUs: mostInitUs })] : []),
    ...levelHops(call.level, name, names[index + 1] ?? "", () =>
      callHops(calls, names, index + 1, knownOffset),
    ),
    ...(runtimeUs === undefined ? [] : [exact(`runtime around ${name}`, "execute", runtimeUs)]),
    bounded(`response from ${name}`, "network", responseUs),
  ];
}

function levelHops(level: Level, name: string, callee: string, below: () => Hop[]): Hop[] {
  const { startUs, endUs, call, db } = level;
  const wait = call ?? db;
  if (!wait) return [exact(name, "execute", endUs - startUs)];
  const { sentUs, preparing } = wait;
  return [
    exact(`${name} before its call`, "execute", (preparing?.startUs ?? sentUs) - startUs),
    ...(preparing ? preparingHops(preparing, sentUs, name, call ? callee : "DynamoDB") : []),
    ...(call ? below() : [exact("database", "database", wait.receivedUs - wait.sentUs)]),
    exact(`${name} after its call`, "execute", endUs - wait.receivedUs),
  ];
}
