import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import type { InvocationEvent } from "../events/observation.ts";
import { readAuthorization } from "../service/authorization.ts";
import { bundleRuntime, createBundler } from "./bundle.ts";
import { capacityOf } from "./capacity.ts";
import { ConcurrencyLimits } from "./concurrency.ts";
import type {
  Caller,
  FunctionSpec,
  InvokeCall,
  InvokeResult,
  LambdaHost,
  LambdaHostOptions,
} from "./contract.ts";
import { type Claim, Dispatcher, type Unserved } from "./dispatcher.ts";
import { EventQueue } from "./event-queue.ts";
import { Fleet } from "./fleet.ts";
import { parseFunctionName } from "./function-name.ts";
import { lengthenChain } from "./lineage.ts";
import { checkPayload } from "./payload.ts";
import { answerInvoke } from "./rest.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";
import { openWorkplace } from "./workplace.ts";

interface Deployed {
  spec: FunctionSpec;
  fleet: Fleet;
  running: number;
}

export function createLambdaHost(options: LambdaHostOptions): LambdaHost {
  const workplace = openWorkplace();
  const { directory } = workplace;
  const bundle = createBundler(directory, options.bundlesDir);
  const cacheDirectory = join(directory, "compile-cache");
  const limits = new ConcurrencyLimits(options.concurrencyPerRegion ?? 1000);
  const dispatcher = new Dispatcher({ ...capacityOf(options.cores), ...options.capacity });
  const deployed = new Map<string, Deployed>();
  const fleets = new Set<Fleet>();
  const holders = new Map<string, Sandbox>();
  const adding = new Set<Promise<void>>();
  let runtime: Promise<string> | undefined;
  let environmentCount = 0;
  let stopped = false;

  const events = new EventQueue({
    retryDelaysMs: options.retryDelaysMs ?? [60_000, 120_000],
    attempt: (key, call, requestId) => execute(find(key), asEvent(call), requestId),
    onDrop: (key) => report(find(key), "dropped"),
  });

  function find(key: string): Deployed {
    const found = deployed.get(key);
    if (found === undefined) throw new Error(`The local Lambda host has no function ${key}.`);
    return found;
  }

  function report(target: Deployed, outcome: InvocationEvent["outcome"], durationMs?: number): void {
    options.onInvocation?.({
      functionName: target.spec.name,
      region: target.spec.region,
      epochMs: Date.now(),
      outcome,
      ...(durationMs === undefined ? {} : { durationMs }),
      concurrent: target.running,
    });
  }

  async function add(spec: FunctionSpec): Promise<void> {
    const key = `${spec.region}/${spec.name}`;
    if (deployed.has(key)) throw new Error(`The local Lambda host already has the function ${key}.`);
    const fleet = await createFleet(spec);
    limits.reserve(spec);
    deployed.set(key, { spec, fleet, running: 0 });
  }

  async function replace(spec: FunctionSpec): Promise<void> {
    const key = `${spec.region}/${spec.name}`;
    const fleet = await createFleet(spec);
    const before = find(key);
    limits.release(before.spec);
    limits.reserve(spec);
    deployed.set(key, { spec, fleet, running: 0 });
    before.fleet.retire();
  }

  async function createFleet(spec: FunctionSpec): Promise<Fleet> {
    runtime ??= bundleRuntime(directory, options.bundlesDir);
    const [runtimeFile, built] = await Promise.all([runtime, bundle(spec.source)]);
    const start = () => {
      if (stopped) throw new Error("The local Lambda host has stopped.");
      const sandbox = startSandbox({
        environmentId: `env-${++environmentCount}-${randomBytes(4).toString("hex")}`,
        spec,
        bundle: built,
        runtimeFile,
        cacheDirectory,
        endpoint: options.endpoint(),
        defaults: options.functionDefaults,
        onRecord: options.onRecord,
      });
      holders.set(sandbox.credentials.accessKeyId, sandbox);
      return sandbox;
    };
    const onEnd = ({ credentials }: Sandbox) => holders.delete(credentials.accessKeyId);
    const fleet = new Fleet({ start, idleMs: options.idleMs ?? 300_000, onEnd });
    fleets.add(fleet);
    return fleet;
  }

  /** What is still being built has to be waited for before the directory goes. */
  function tracked(work: Promise<void>): Promise<void> {
    adding.add(work);
    return work;
  }

  async function execute(target: Deployed, call: InvokeCall, requestId: string): Promise<InvokeResult> {
    const { spec, fleet } = target;
    const traceId = lengthenChain(call.traceId ?? createTraceId(), spec.arn);
    if (traceId === undefined) {
      report(target, "recursive");
      return { kind: "recursive", message: "Recursive invocation detected." };
    }
    const reason = limits.enter(spec);
    if (reason !== undefined) {
      report(target, "throttled");
      return { kind: "throttled", reason, message: "Rate Exceeded." };
    }
    target.running++;
    try {
      const claim = {
        fleet,
        caller: call.caller ?? { kind: "operator" },
        ...(call.signal && { signal: call.signal }),
      };
      const ran = await runLiving(
        dispatcher,
        claim,
        invocationOf(spec, call, requestId, traceId),
        payloadOf(call),
      );
      if (ran === "busy") return { kind: "busy", message: "Rate Exceeded." };
      if (ran === "abandoned") return { kind: "abandoned", message: "Nobody waited for the answer." };
      const { outcome, logTail } = ran;
      const durationMs = outcome.durationUs / 1000;
      report(target, outcome.status === "success" ? "ok" : outcome.status, durationMs);
      return {
        kind: "answer",
        requestId,
        payload: outcome.payload,
        ...(outcome.status === "success" ? {} : { functionError: "Unhandled" }),
        ...(call.logTail === true ? { logTail } : {}),
        ...(outcome.initUs === undefined ? { warmMs: durationMs } : {}),
      };
    } finally {
      target.running--;
      limits.leave(spec);
    }
  }

  function callerOf(authorization: string | undefined): Caller {
    const holder = holders.get(readAuthorization(authorization)?.accessKeyId ?? "");
    return holder === undefined
      ? { kind: "operator" }
      : { kind: "function", environmentId: holder.identity.environmentId };
  }

  async function invoke(call: InvokeCall): Promise<InvokeResult> {
    if (stopped) throw new Error("The local Lambda host has stopped.");
    const name = parseFunctionName(call.functionName, call.region);
    const key = `${call.region}/${name}`;
    const target = deployed.get(key);
    if (target === undefined) {
      const account = `arn:aws:lambda:${call.region}:000000000000:function`;
      return { kind: "missing", message: `Function not found: ${account}:${name ?? call.functionName}` };
    }
    const type = call.invocationType ?? "RequestResponse";
    const refusal = checkPayload(call.payload, type);
    if (refusal !== undefined) return refusal;
    const requestId = randomUUID();
    if (type === "DryRun") return { kind: "accepted", status: 204, requestId };
    if (type === "RequestResponse") return execute(target, call, requestId);
    events.add(key, call, requestId);
    return { kind: "accepted", status: 202, requestId };
  }

  const everySandbox = () => [...fleets].flatMap(({ sandboxes }) => [...sandboxes]);

  return {
    add: (spec) => tracked(add(spec)),
    replace: (spec) => tracked(replace(spec)),
    invoke,
    answer: (call, region) => answerInvoke(invoke, call, region, callerOf(call.headers.authorization)),
    identify: (accessKeyId) => holders.get(accessKeyId)?.identity,
    identifySigner(accessKeyId) {
      const holder = holders.get(accessKeyId);
      return holder && { identity: holder.identity, secret: holder.credentials };
    },
    servesRequest({ headers }) {
      const caller = callerOf(headers.authorization);
      return caller.kind === "function" && dispatcher.servesRequest(caller.environmentId);
    },
    isMeasuring: () => dispatcher.isMeasuring(),
    environments: () =>
      everySandbox().flatMap(({ environment, identity }) => {
        const { state, pid, invocations } = environment;
        const { environmentId, functionArn, region } = identity;
        const functionName = functionArn.split(":")[6] ?? "";
        return state === "ended" ? [] : [{ environmentId, functionName, region, pid, state, invocations }];
      }),
    kill(environmentId) {
      const sandbox = everySandbox().find(({ identity }) => identity.environmentId === environmentId);
      sandbox?.environment.kill();
      return sandbox !== undefined;
    },
    async stop() {
      stopped = true;
      events.stop();
      dispatcher.close(new Error("The local Lambda host has stopped."));
      const sandboxes = everySandbox();
      for (const { environment } of sandboxes) environment.kill();
      await Promise.all(sandboxes.map(({ environment }) => environment.ended));
      // A build still under way would write the directory anew.
      await Promise.allSettled([runtime, ...adding]);
      await workplace.remove();
    },
  };
}

/** Takes another environment for as long as one had died idle: such a one was never handed the event. */
async function runLiving(
  dispatcher: Dispatcher,
  claim: Claim,
  invocation: Parameters<Sandbox["invoke"]>[0],
  payload: Uint8Array,
): Promise<Awaited<ReturnType<Sandbox["invoke"]>> | Unserved> {
  for (;;) {
    const ran = await dispatcher.run(claim, async (sandbox) => {
      const isUsed = sandbox.environment.invocations > 0;
      return { isUsed, result: await sandbox.invoke(invocation, payload) };
    });
    if (typeof ran === "string") return ran;
    if (!(ran.isUsed && ran.result.outcome.undelivered)) return ran.result;
  }
}

/** An event's sender does not wait for it. */
function asEvent({ signal: _, ...call }: InvokeCall): InvokeCall {
  return { ...call, caller: { kind: "event" } };
}

function invocationOf(
  { arn }: FunctionSpec,
  { clientContext }: InvokeCall,
  requestId: string,
  traceId: string,
) {
  return { requestId, functionArn: arn, traceId, ...(clientContext === undefined ? {} : { clientContext }) };
}

const payloadOf = ({ payload }: InvokeCall): Uint8Array =>
  payload.length === 0 ? Buffer.from("{}") : payload;

/** An X-Ray header as Lambda makes it for a call that carries none and is not sampled. */
function createTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString("hex")};Parent=${randomBytes(8).toString("hex")};Sampled=0`;
}
