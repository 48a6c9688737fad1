import type { LogRecord } from "../events/log-record.ts";
import type { InvocationEvent } from "../events/observation.ts";
import type { Identity } from "../iam/identity.ts";
import type { Reply, ServiceCall } from "../service/call.ts";
import type { ServiceRequest } from "../service/service-request.ts";
import type { MachineUs } from "../time/times.ts";
import type { Line } from "../wan/connection.ts";
import type { Capacity } from "./capacity.ts";
import type { Credentials } from "./credentials.ts";

/** What the host is told about one function. */
export interface FunctionSpec {
  name: string;
  region: string;
  arn: string;
  roleArn: string;
  source: {
    /** Absolute path of the repository. */
    root: string;
    /** Repository-relative file and export, as "packages/functions/src/consume.handler". */
    handler: string;
    /** esbuild options laid over the ones SST's builder uses. */
    esbuild: Record<string, unknown>;
  };
  memoryMb: number;
  timeoutMs: number;
  /** 0 refuses every call; absent draws on the region's unreserved concurrency. */
  reservedConcurrency?: number;
  /** Environments are one tenant's each, and every call names its tenant. */
  isTenantIsolated?: boolean;
  variables: Record<string, string>;
  /** WARN leaves out what Lambda says about invocations that went well. INFO by default. */
  systemLogLevel?: "INFO" | "WARN";
  logGroup: string;
}

export type InvocationType = "RequestResponse" | "Event" | "DryRun";

/** Who invokes a function: another one, an event source mapping, the queue of asynchronous events, an API, or anybody else. */
export type Caller =
  | { kind: "function"; environmentId: string }
  | { kind: "mapping" | "event" | "operator" | "api" };

export interface InvokeCall {
  region: string;
  /** Name, partial ARN or ARN, optionally with the qualifier $LATEST. */
  functionName: string;
  /** JSON; empty means `{}`. */
  payload: Uint8Array;
  invocationType?: InvocationType;
  logTail?: boolean;
  /** X-Ray header of the caller, handed on to the function; it counts how often a chain of calls came by. */
  traceId?: string;
  /** Base64 JSON, becomes `context.clientContext`. */
  clientContext?: string;
  /** Whose environments it is run in. */
  tenantId?: string;
  /** The operator by default. */
  caller?: Caller;
  /** Aborted when nobody waits for the answer any more. An invocation that has not begun by then never begins. */
  signal?: AbortSignal;
}

export type InvokeResult =
  | {
      kind: "answer";
      payload: Uint8Array;
      functionError?: string;
      logTail?: string;
      requestId: string;
      /** How long the handler ran, in an environment that was there; absent for one that was started for the call. */
      warmMs?: number;
      /** When the handler ended; absent where nobody saw it. */
      endedUs?: MachineUs;
    }
  | { kind: "accepted"; status: 202 | 204; requestId: string }
  | { kind: "throttled"; reason?: ThrottleReason; message: string }
  /** The request waited longer than this machine lets requests wait for an environment. */
  | { kind: "busy"; message: string }
  /** Nobody waited for the answer any more, and nothing was run. */
  | { kind: "abandoned"; message: string }
  /** The call is part of a loop that leads back to the function again and again. */
  | { kind: "recursive"; message: string }
  | { kind: "missing"; message: string }
  /** With a tenant to a function that has none, or the other way round. */
  | { kind: "misdirected"; message: string }
  | { kind: "invalid"; message: string }
  | { kind: "tooLarge"; message: string };

export type ThrottleReason =
  | "ReservedFunctionConcurrentInvocationLimitExceeded"
  | "ConcurrentInvocationLimitExceeded";

export interface EnvironmentInfo {
  environmentId: string;
  functionName: string;
  region: string;
  /** Undefined also while its runtime, which timed out or crashed, has not started again. */
  pid: number | undefined;
  state: "starting" | "idle" | "busy";
  invocations: number;
}

/** Where environments find AWS's endpoints by their own names, and whom they trust there. */
interface NetworkDoor {
  port: number;
  /** PEM. */
  certificate: string;
  lineOf(region: string, count: number, port: number): Line;
}

export interface LambdaHostOptions {
  /** AWS_ENDPOINT_URL of every environment that has no door to a network. */
  endpoint: string;
  /** The simulated network, if there is one. */
  door?: NetworkDoor;
  /** Variables given to every function, which its own override. */
  functionDefaults: Record<string, string>;
  /** Account limit of concurrent invocations in a region; AWS starts accounts at 1,000. */
  concurrencyPerRegion?: number;
  /** How long an unused environment is kept. */
  idleMs?: number;
  /** Processors that functions share. */
  cores: number;
  /** Where it differs from what these cores and this machine's memory carry. */
  capacity?: Partial<Capacity>;
  /** Waits before the retries of a failed asynchronous event; AWS makes two. */
  retryDelaysMs?: number[];
  /** Folder that keeps bundles for later hosts. A kept bundle is used while its sources are unchanged. */
  bundlesDir?: string;
  /** Whether environments stand still between their invocations; true by default, except on Windows, which cannot stop a process. */
  freeze?: boolean;
  onRecord: (record: LogRecord) => void;
  onInvocation?: (event: InvocationEvent) => void;
}

export interface LambdaHost {
  /** Bundles the function and makes it callable. Rejects when its handler is missing or does not build. */
  add(spec: FunctionSpec): Promise<void>;
  /** Puts new code or configuration in place: invocations under way end in their old environments, later ones start new. */
  replace(spec: FunctionSpec): Promise<void>;
  invoke(call: InvokeCall): Promise<InvokeResult>;
  /**
   * Answers an Invoke; rejects with Refusal, for every failure that AWS has. Says how long the function ran, for a call to
   * an environment that was there.
   */
  answer(request: ServiceRequest): Promise<Reply>;
  /** Who holds these credentials, and what they sign with; undefined when no living environment does. */
  identify(accessKeyId: string): { identity: Identity; secret: Credentials } | undefined;
  /** Whether a call is made by a function that is answering an API's request. */
  servesRequest(call: ServiceCall): boolean;
  /** Whether any function works for something other than an API's request now. */
  isMeasuring(): boolean;
  environments(): EnvironmentInfo[];
  /** Kills an environment as `kill -9` does; false when there is none of that id. */
  kill(environmentId: string): boolean;
  /** Kills every environment, drops waiting events and resolves when nothing of the host is left. */
  stop(): Promise<void>;
}
