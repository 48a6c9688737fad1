import { randomBytes } from "node:crypto";
import type { InvocationEvent } from "../events/observation.ts";
import { readEpochMs } from "../time/times.ts";
import type { ConcurrencyLimits } from "./concurrency.ts";
import type { FunctionSpec, InvokeCall, InvokeResult } from "./contract.ts";
import type { Deployed } from "./deployments.ts";
import type { Claim, Dispatcher, Unserved } from "./dispatcher.ts";
import { lengthenChain } from "./lineage.ts";
import type { Member } from "./member.ts";
import { mostEnvironments } from "./tenants.ts";

/** What running an invocation needs. */
export interface Floor {
  dispatcher: Dispatcher;
  limits: ConcurrencyLimits;
  onInvocation: (event: InvocationEvent) => void;
}

/** Runs a function once, within its limits, and tells how that went. */
export async function execute(
  floor: Floor,
  target: Deployed,
  call: InvokeCall,
  requestId: string,
): Promise<InvokeResult> {
  const { spec } = target;
  const { limits } = floor;
  const traceId = lengthenChain(call.traceId ?? createTraceId(), spec.arn);
  if (traceId === undefined) {
    report(floor, target, "recursive");
    return { kind: "recursive", message: "Recursive invocation detected." };
  }
  const { tenantId } = call;
  const most = mostEnvironments(limits.limitOf(spec));
  if (tenantId !== undefined && target.fleet.members.size >= most && !target.fleet.hasIdle(tenantId)) {
    report(floor, target, "throttled");
    return { kind: "throttled", message: "Rate exceeded" };
  }
  const reason = limits.enter(spec);
  if (reason !== undefined) {
    report(floor, target, "throttled");
    return { kind: "throttled", reason, message: "Rate Exceeded." };
  }
  target.running++;
  try {
    return await run(floor, target, call, invocationOf(spec, call, requestId, traceId));
  } finally {
    target.running--;
    limits.leave(spec);
  }
}

/** Tells how an invocation ended, or that there was none. */
export function report(
  { onInvocation }: Pick<Floor, "onInvocation">,
  { spec, running }: Deployed,
  outcome: InvocationEvent["outcome"],
  durationMs?: number,
): void {
  onInvocation({
    functionName: spec.name,
    region: spec.region,
    epochMs: readEpochMs(),
    outcome,
    ...(durationMs === undefined ? {} : { durationMs }),
    concurrent: running,
  });
}

type Invocation = Parameters<Member["invoke"]>[0];

async function run(
  floor: Floor,
  target: Deployed,
  call: InvokeCall,
  invocation: Invocation,
): Promise<InvokeResult> {
  const claim = {
    fleet: target.fleet,
    caller: call.caller ?? { kind: "operator" },
    ...(call.signal && { signal: call.signal }),
    ...(call.tenantId !== undefined && { tenantId: call.tenantId }),
  };
  const ran = await runLiving(floor.dispatcher, claim, invocation, payloadOf(call));
  if (ran === "busy") return { kind: "busy", message: "Rate Exceeded." };
  if (ran === "abandoned") return { kind: "abandoned", message: "Nobody waited for the answer." };
  const { outcome, logTail } = ran;
  const durationMs = outcome.durationUs / 1000;
  report(floor, target, outcome.status === "success" ? "ok" : outcome.status, durationMs);
  return {
    kind: "answer",
    requestId: invocation.requestId,
    payload: outcome.payload,
    ...(outcome.status === "success" ? {} : { functionError: "Unhandled" }),
    ...(call.logTail === true ? { logTail } : {}),
    ...(outcome.initUs === undefined ? { warmMs: durationMs } : {}),
    ...(outcome.endedUs === undefined ? {} : { endedUs: outcome.endedUs }),
  };
}

/** Takes another environment as long as the one taken had died idle, and so was never handed the event. */
async function runLiving(
  dispatcher: Dispatcher,
  claim: Claim,
  invocation: Invocation,
  payload: Uint8Array,
): Promise<Awaited<ReturnType<Member["invoke"]>> | Unserved> {
  for (;;) {
    const ran = await dispatcher.run(claim, async (member) => {
      const isUsed = member.environment.invocations > 0;
      return { isUsed, result: await member.invoke(invocation, payload) };
    });
    if (typeof ran === "string") return ran;
    if (!(ran.isUsed && ran.result.outcome.undelivered)) return ran.result;
  }
}

function invocationOf(
  { arn }: FunctionSpec,
  { clientContext, tenantId }: InvokeCall,
  requestId: string,
  traceId: string,
): Invocation {
  return {
    requestId,
    functionArn: arn,
    traceId,
    ...(clientContext === undefined ? {} : { clientContext }),
    ...(tenantId === undefined ? {} : { tenantId }),
  };
}

const payloadOf = ({ payload }: InvokeCall): Uint8Array =>
  payload.length === 0 ? Buffer.from("{}") : payload;

/** An X-Ray header as Lambda makes it for a call that carries none and is not sampled. */
function createTraceId(): string {
  const seconds = Math.floor(readEpochMs() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString("hex")};Parent=${randomBytes(8).toString("hex")};Sampled=0`;
}
