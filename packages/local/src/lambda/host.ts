import { randomUUID } from "node:crypto";
import { capacityOf } from "./capacity.ts";
import { ConcurrencyLimits } from "./concurrency.ts";
import type { EnvironmentInfo, InvokeCall, InvokeResult, LambdaHost, LambdaHostOptions } from "./contract.ts";
import { Deployments } from "./deployments.ts";
import { Dispatcher } from "./dispatcher.ts";
import { EventQueue } from "./event-queue.ts";
import { execute, type Floor, report } from "./execute.ts";
import { FleetBuilder } from "./fleet-builder.ts";
import { parseFunctionName } from "./function-name.ts";
import { Holders } from "./holders.ts";
import type { Member } from "./member.ts";
import { checkPayload } from "./payload.ts";
import { answerInvoke } from "./rest.ts";
import { checkTenant } from "./tenants.ts";
import { openWorkplace, type Workplace } from "./workplace.ts";

/** What the host is made of. */
interface Parts {
  holders: Holders;
  builder: FleetBuilder;
  deployments: Deployments;
  floor: Floor;
  events: EventQueue;
}

export function createLambdaHost(options: LambdaHostOptions): LambdaHost {
  const workplace = openWorkplace();
  const parts = assemble(options, workplace.directory);
  const { holders, builder, deployments, floor } = parts;
  const { dispatcher } = floor;
  const halt: { stopping?: Promise<void> } = {};
  const invoke = async (call: InvokeCall): Promise<InvokeResult> => {
    if (halt.stopping !== undefined) throw new Error("The local Lambda host has stopped.");
    return accept(parts, call);
  };
  return {
    add: (spec) => deployments.add(spec),
    replace: (spec) => deployments.replace(spec),
    invoke,
    answer: (request) => answerInvoke(invoke, request, holders.callerOf(request.call)),
    identify: (accessKeyId) => holders.identify(accessKeyId),
    servesRequest(call) {
      const caller = holders.callerOf(call);
      return caller.kind === "function" && dispatcher.servesRequest(caller.environmentId);
    },
    isMeasuring: () => dispatcher.isMeasuring(),
    environments: () => builder.members().flatMap(describe),
    kill(environmentId) {
      const member = builder.members().find(({ identity }) => identity.environmentId === environmentId);
      member?.environment.kill();
      return member !== undefined;
    },
    stop() {
      halt.stopping ??= tearDown(parts, workplace);
      return halt.stopping;
    },
  };
}

async function tearDown(
  { builder, deployments, events, floor: { dispatcher } }: Parts,
  workplace: Workplace,
): Promise<void> {
  builder.close();
  events.stop();
  dispatcher.close(new Error("The local Lambda host has stopped."));
  const members = builder.members();
  for (const { environment } of members) environment.kill();
  await Promise.all(members.map(({ environment }) => environment.ended));
  // A build still under way would write the directory anew.
  await deployments.settle();
  await workplace.remove();
}

function assemble(options: LambdaHostOptions, directory: string): Parts {
  const limits = new ConcurrencyLimits(options.concurrencyPerRegion ?? 1000);
  const dispatcher = new Dispatcher({ ...capacityOf(options.cores), ...options.capacity });
  const floor = { dispatcher, limits, onInvocation: options.onInvocation ?? (() => {}) };
  const holders = new Holders();
  const builder = new FleetBuilder(directory, options, holders);
  const deployments = new Deployments(builder, limits);
  const events = new EventQueue({
    retryDelaysMs: options.retryDelaysMs ?? [60_000, 120_000],
    attempt: (key, call, requestId) => execute(floor, deployments.find(key), asEvent(call), requestId),
    onDrop: (key) => report(floor, deployments.find(key), "dropped"),
  });
  return { holders, builder, deployments, floor, events };
}

/** Runs what waits for its answer, and queues what does not. */
async function accept({ deployments, floor, events }: Parts, call: InvokeCall): Promise<InvokeResult> {
  const name = parseFunctionName(call.functionName, call.region);
  const key = `${call.region}/${name}`;
  const target = deployments.get(key);
  if (target === undefined) {
    const account = `arn:aws:lambda:${call.region}:000000000000:function`;
    return { kind: "missing", message: `Function not found: ${account}:${name ?? call.functionName}` };
  }
  const type = call.invocationType ?? "RequestResponse";
  const refusal = checkTenant(target.spec, call.tenantId) ?? checkPayload(call.payload, type);
  if (refusal !== undefined) return refusal;
  const requestId = randomUUID();
  if (type === "DryRun") return { kind: "accepted", status: 204, requestId };
  if (type === "RequestResponse") return execute(floor, target, call, requestId);
  events.add(key, call, requestId);
  return { kind: "accepted", status: 202, requestId };
}

/** An event's sender does not wait for it. */
function asEvent({ signal: _, ...call }: InvokeCall): InvokeCall {
  return { ...call, caller: { kind: "event" } };
}

function describe({ environment, identity }: Member): EnvironmentInfo[] {
  const { state, pid, invocations } = environment;
  const { environmentId, functionArn, region } = identity;
  const functionName = functionArn.split(":")[6] ?? "";
  if (state === "ended") return [];
  const shown = state === "reset" ? "idle" : state;
  return [{ environmentId, functionName, region, pid, state: shown, invocations }];
}
