import { type BlockMessage, type Probe, recordsPerJob, type Sample } from "@crisscross/core/block";
import { parse } from "@crisscross/core/schema";
import { type CallDeps, callFunction } from "./call-function.ts";
import { CallOrder, variantOf } from "./call-order.ts";
import { type FunctionNames, nextHop } from "./hop.ts";

export interface ProbeDeps extends CallDeps {
  names: FunctionNames;
  nowMs(): number;
}

/** A probe with what its block says of all its probes. */
export type ProbeOfBlock = Probe & Pick<BlockMessage, "origin" | "seed" | "deadlineMs">;

/** The order consume starts a probe with. Throws AppError `invalid` for a probe no plan would make. */
export function orderOf({ origin, target, variant, deadlineMs, seed, seq }: ProbeOfBlock): CallOrder {
  const order = { v: 1, target, variant, deadlineMs, seed, record: seq % recordsPerJob, via: [] };
  const parsed = parse(CallOrder, order, "probe");
  const { path, via } = variantOf(parsed);
  return path === "direct" ? parsed : parse(CallOrder, { ...parsed, via: [origin, ...via] }, "probe");
}

/** Runs one probe and gives its sample; whatever goes wrong with its calls is in there. */
export async function runProbe(deps: ProbeDeps, probe: ProbeOfBlock): Promise<Sample> {
  const { seq, target, variant, intendedAtMs } = probe;
  const hop = nextHop(deps.names, orderOf(probe));
  const startedAtMs = deps.nowMs();
  const call = await callFunction(deps, hop);
  return { seq, target, variant, intendedAtMs, startedAtMs, call };
}
