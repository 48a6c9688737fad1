/**
 * The runtime inside an execution environment: one process, started as
 * `node runtime.cjs <bundle> <export> <compile cache> <network>` with the host's socket on descriptor 3.
 * It behaves as the nodejs24.x runtime does; names and texts of errors are the runtime's.
 */
import { enableCompileCache, flushCompileCache } from "node:module";
import { Socket } from "node:net";
import { pathToFileURL } from "node:url";
import { type MachineUs, readMachineUs } from "../time/times.ts";
import type { Line } from "../wan/connection.ts";
import { joinNetwork } from "../wan/stamps.ts";
import { type EventHeader, encodeFrame, type Frame, frameReader, type RuntimeHeader } from "./frames.ts";
import { describeError, errorName, HandlerNotFound, UnhandledPromiseRejection } from "./runtime-error.ts";
import { patchOutput } from "./runtime-log.ts";

type Handler = (event: unknown, context: object) => unknown;

const [bundle = "", exportName = "", cacheDirectory = "", line = ""] = process.argv.slice(2);
if (line !== "") {
  delete process.env.NODE_EXTRA_CA_CERTS;
  joinNetwork(JSON.parse(line) as Line);
}
const variables = { ...process.env };
/** The host; when it goes, even by kill -9, this environment ends. */
const host = new Socket({ fd: 3, readable: true, writable: true });
let current: { requestId: string; startedUs: MachineUs } | undefined;

const send = (header: RuntimeHeader, body?: Uint8Array, sent?: () => void) =>
  host.write(encodeFrame(header, body), sent);
const peakMb = () => Math.ceil(process.resourceUsage().maxRSS / 1024);

spareUndici();

const log = patchOutput({
  requestId: () => current?.requestId,
  write: (epochMs, line) => send({ kind: "log", epochMs }, Buffer.from(line)),
});

/**
 * Importing node:http as an ES module reads all its exports. Three of them, lazy otherwise, load undici: a fifth of an
 * SDK function's start (nodejs/node#59686). They stay, but not as named imports.
 */
function spareUndici(): void {
  // Not imported: that would read them already.
  const http = process.getBuiltinModule("node:http");
  for (const name of ["WebSocket", "CloseEvent", "MessageEvent"])
    Object.defineProperty(http, name, { enumerable: false });
}

async function loadHandler(): Promise<Handler> {
  if (cacheDirectory !== "") enableCompileCache(cacheDirectory);
  const module: Record<string, unknown> = await import(pathToFileURL(bundle).href);
  const handler = module[exportName];
  if (typeof handler === "function") return handler as Handler;
  throw new HandlerNotFound(`${variables._HANDLER} is undefined or not exported`);
}

function buildContext(event: EventHeader): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: variables.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: variables.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: variables.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: variables.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: variables.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: event.clientContext ? JSON.parse(atob(event.clientContext)) : undefined,
    identity: undefined,
    tenantId: event.tenantId,
    invokedFunctionArn: event.functionArn,
    awsRequestId: event.requestId,
    getRemainingTimeInMillis: () => event.deadlineEpochMs - Date.now(),
  };
}

/** Execution runs from the event's last byte to the answer's JSON; everything else comes before or after. */
async function run(handler: Handler, event: EventHeader, payload: Uint8Array): Promise<void> {
  const startedUs = readMachineUs();
  current = { requestId: event.requestId, startedUs };
  if (event.traceId !== undefined) process.env._X_AMZN_TRACE_ID = event.traceId;
  try {
    const answer = await handler(JSON.parse(Buffer.from(payload).toString("utf8")), buildContext(event));
    const body = Buffer.from(JSON.stringify(answer) ?? "null");
    const atUs = readMachineUs();
    log.flush();
    send({ kind: "response", atUs, durationUs: atUs - startedUs, peakMb: peakMb() }, body);
  } catch (error) {
    const atUs = readMachineUs();
    log.flush();
    log.error(error);
    const body = Buffer.from(JSON.stringify(describeError(error)));
    const ended = { atUs, durationUs: atUs - startedUs, peakMb: peakMb() };
    send({ kind: "error", ...ended, errorType: errorName(error), fatal: false }, body);
  }
  current = undefined;
  askForNext();
}

/** What is ready to run by now runs before the environment may stand still. */
const askForNext = () => setImmediate(() => send({ kind: "next" }));

/** Nothing can be trusted after an uncaught error: report it and end the environment, as Lambda does. */
function crash(error: unknown, exitCode: number): void {
  log.flush();
  log.error(error);
  const body = Buffer.from(JSON.stringify(describeError(error)));
  const ended = { atUs: readMachineUs(), peakMb: peakMb(), errorType: errorName(error) };
  const durationUs = current === undefined ? 0 : ended.atUs - current.startedUs;
  const header: RuntimeHeader =
    handlerLoaded === undefined
      ? { kind: "initError", ...ended }
      : { kind: "error", ...ended, durationUs, fatal: true };
  send(header, body, () => process.exit(exitCode));
}

process.on("uncaughtException", (error) => crash(error, 129));
process.on("unhandledRejection", (reason) => crash(new UnhandledPromiseRejection(String(reason)), 128));

let handlerLoaded: Handler | undefined;
host.on("close", () => process.exit(0));
host.on(
  "data",
  frameReader((frame: Frame) => {
    const header = frame.header as EventHeader;
    if (handlerLoaded !== undefined) void run(handlerLoaded, header, frame.body);
  }),
);

loadHandler().then(
  (handler) => {
    handlerLoaded = handler;
    send({ kind: "ready", atUs: readMachineUs(), peakMb: peakMb() });
    if (cacheDirectory !== "") flushCompileCache();
    askForNext();
  },
  (error: unknown) => crash(error, 1),
);
