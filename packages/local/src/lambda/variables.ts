import { randomUUID } from "node:crypto";
import type { EpochMs } from "../time/times.ts";
import type { Line } from "../wan/connection.ts";
import type { FunctionSpec } from "./contract.ts";
import type { Credentials } from "./credentials.ts";

/** Named as Lambda names them: `2026/11/20/[$LATEST]` and 32 hex digits. */
export function createLogStream(epochMs: EpochMs): string {
  const day = new Date(epochMs).toISOString().slice(0, 10).replaceAll("-", "/");
  return `${day}/[$LATEST]${randomUUID().replaceAll("-", "")}`;
}

/** How an environment finds AWS's services: all at one endpoint, or each by its own name over the network. */
export type Reach = { endpoint: string } | { line: Line; trustedFile: string };

interface VariableOptions {
  spec: FunctionSpec;
  defaults: Record<string, string>;
  reach: Reach;
  credentials: Credentials;
  logStream: string;
  taskRoot: string;
}

/**
 * All variables of an environment: what Lambda sets, what the function asks for, and
 * nothing of the host's own. HOME is the task root, so that no SDK reads the developer's AWS configuration.
 */
export function environmentVariables(options: VariableOptions): Record<string, string> {
  const { spec, credentials, reach } = options;
  return {
    // The runtime takes the second out again, once Node has read it.
    ...("endpoint" in reach
      ? { AWS_ENDPOINT_URL: reach.endpoint }
      : { NODE_EXTRA_CA_CERTS: reach.trustedFile }),
    ...options.defaults,
    ...spec.variables,
    ...windowsVariables(),
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: options.taskRoot,
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    LAMBDA_TASK_ROOT: options.taskRoot,
    _HANDLER: spec.source.handler.split("/").at(-1) ?? spec.source.handler,
    AWS_REGION: spec.region,
    AWS_DEFAULT_REGION: spec.region,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_FORMAT: "JSON",
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: options.logStream,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
  };
}

/** Node cannot open a socket on Windows without it. */
function windowsVariables(): Record<string, string> {
  const root = process.env.SystemRoot;
  return root === undefined ? {} : { SystemRoot: root };
}
