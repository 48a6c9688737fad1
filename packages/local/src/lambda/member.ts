import type { LogRecord } from "../events/log-record.ts";
import type { Identity } from "../iam/identity.ts";
import { type EpochMs, readEpochMs } from "../time/times.ts";
import type { Bundle } from "./bundle.ts";
import type { FunctionSpec } from "./contract.ts";
import type { Credentials } from "./credentials.ts";
import { createCredentials } from "./credentials.ts";
import { Environment, type InvocationResult } from "./environment.ts";
import type { Invocation } from "./frames.ts";
import { describeEnd, describeInit, describeStart, responseLimitBytes, tailBytes } from "./report.ts";
import { Tail } from "./tail.ts";
import { createLogStream, environmentVariables, type Reach } from "./variables.ts";

interface MemberOptions {
  environmentId: string;
  spec: FunctionSpec;
  bundle: Bundle;
  runtimeFile: string;
  cacheDirectory: string;
  reach: Reach;
  defaults: Record<string, string>;
  onRecord: (record: LogRecord) => void;
  freezes: boolean;
}

/** An execution environment with its identity and its log stream. */
export interface Member {
  environment: Environment;
  credentials: Credentials;
  identity: Identity;
  invoke(
    invocation: Invocation,
    payload: Uint8Array,
  ): Promise<{ outcome: InvocationResult; logTail: string }>;
}

export function startMember(options: MemberOptions): Member {
  const { spec, environmentId, bundle } = options;
  const credentials = createCredentials();
  const logStream = createLogStream(readEpochMs());
  let tail = new Tail(tailBytes);
  let requestId: string | undefined;

  const write = (kind: LogRecord["kind"], epochMs: EpochMs, message: string) => {
    tail.push(message);
    options.onRecord({
      kind,
      functionName: spec.name,
      region: spec.region,
      environmentId,
      logGroup: spec.logGroup,
      logStream,
      ...(requestId === undefined ? {} : { requestId }),
      epochMs,
      message,
    });
  };

  // Source: Lambda developer guide, "System log level event mapping": an invocation that goes well is told at INFO.
  const isQuiet = spec.systemLogLevel === "WARN";
  if (!isQuiet) write("platform", readEpochMs(), describeInit(spec, readEpochMs()));
  const variables = environmentVariables({
    spec,
    credentials,
    logStream,
    defaults: options.defaults,
    reach: options.reach,
    taskRoot: bundle.taskRoot,
  });
  const launch = {
    runtimeFile: options.runtimeFile,
    bundleFile: bundle.file,
    exportName: bundle.exportName,
    taskRoot: bundle.taskRoot,
    cacheDirectory: options.cacheDirectory,
    memoryMb: spec.memoryMb,
    line: "line" in options.reach ? JSON.stringify(options.reach.line) : "",
    variables,
  };
  const environment = new Environment({
    launch,
    onLine: (epochMs, line) => write("function", epochMs, line),
    freezes: options.freezes,
  });

  return {
    environment,
    credentials,
    identity: { functionArn: spec.arn, roleArn: spec.roleArn, region: spec.region, environmentId },
    async invoke(invocation, payload) {
      if (environment.invocations > 0) tail = new Tail(tailBytes);
      let begun = false;
      const begin = (epochMs: EpochMs) => {
        begun = true;
        requestId = invocation.requestId;
        if (!isQuiet) write("platform", epochMs, describeStart(invocation.requestId, epochMs));
      };
      const outcome = limitAnswer(await environment.run(invocation, payload, spec.timeoutMs, begin));
      if (outcome.undelivered) return { outcome, logTail: "" };
      if (!begun) begin(readEpochMs());
      const endEpochMs = readEpochMs();
      if (!isQuiet || outcome.status !== "success")
        for (const line of describeEnd(spec, invocation.requestId, outcome, endEpochMs)) {
          write("platform", endEpochMs, line);
        }
      requestId = undefined;
      return { outcome, logTail: tail.toBase64() };
    },
  };
}

function limitAnswer(outcome: InvocationResult): InvocationResult {
  if (outcome.payload.length <= responseLimitBytes) return outcome;
  const errorType = "Function.ResponseSizeTooLarge";
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${responseLimitBytes} bytes).`;
  const payload = Buffer.from(JSON.stringify({ errorType, errorMessage }));
  return { ...outcome, status: "error", errorType, payload };
}
