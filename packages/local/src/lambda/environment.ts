import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Duplex, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { setTimeout as setTimeoutAsync } from "node:timers/promises";
import { type MachineUs, readMachineUs } from "../time/machine-us.ts";
import { encodeFrame, type Frame, FrameError, frameReader, type Invocation } from "./frames.ts";
import { killProcess, type Launch, startProcess, watchProcess } from "./process.ts";
import { readRuntimeHeader } from "./runtime-header.ts";

/** How one invocation ended inside the environment. Times are µs of the machine's monotonic clock. */
export interface Outcome {
  status: "success" | "error" | "timeout";
  payload: Uint8Array;
  errorType?: string;
  durationUs: number;
  /** Only on the first invocation, when it was answered from this start. */
  initUs?: number;
  peakMb: number;
  /** The process was gone before it had the whole event: nothing ran. */
  undelivered?: true;
}

/** Lambda's own limit for the INIT phase. */
const initLimitMs = 10_000;
/** How long a dead environment's open output is still read. */
const outputGraceMs = 200;

type LineWriter = (epochMs: number, line: string) => void;
type Settle = (outcome: Outcome) => void;
type OnStart = (epochMs: number) => void;

/** One child process serving one invocation at a time, until it is killed, crashes or times out. */
export class Environment {
  /** Resolves when INIT is over, well or badly. */
  readonly started: Promise<void>;
  readonly ended: Promise<void>;
  invocations = 0;
  state: "starting" | "idle" | "busy" | "ended" = "starting";
  private readonly child: ChildProcess;
  private readonly channel: Duplex;
  private readonly onLine: LineWriter;
  private readonly spawnedUs: MachineUs;
  private initUs: number | undefined;
  private peakMb = 0;
  private sentUs: MachineUs | undefined;
  private undelivered = false;
  private current:
    | { invocation: Invocation; payload: Uint8Array; timeoutMs: number; settle: Settle; onStart: OnStart }
    | undefined;
  private markStarted: () => void = () => {};
  private timer: NodeJS.Timeout | undefined;
  private fatal: Outcome | undefined;

  /** `onLine` gets what the function writes, in order. */
  constructor(launch: Launch, onLine: LineWriter) {
    this.onLine = onLine;
    this.started = new Promise((resolve) => {
      this.markStarted = resolve;
    });
    this.spawnedUs = readMachineUs();
    this.child = startProcess(launch);
    this.channel = this.child.stdio[3] as Duplex;
    const read = frameReader((frame) => this.receive(frame));
    this.channel.on("data", (chunk) => this.guard(() => read(chunk)));
    this.channel.on("error", () => this.kill());
    for (const output of [this.child.stdout, this.child.stderr]) if (output) this.readLines(output);
    this.ended = this.watch();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Runs one invocation; never rejects. `timeoutMs` counts from the end of INIT, when `onStart` is called. */
  run(invocation: Invocation, payload: Uint8Array, timeoutMs: number, onStart: OnStart): Promise<Outcome> {
    return new Promise((settle) => {
      this.current = { invocation, payload, timeoutMs, settle, onStart };
      this.invocations++;
      if (this.state === "idle") this.deliver();
      else this.limit(initLimitMs);
    });
  }

  /** Ends the process and whatever it started at once; an invocation under way ends as Runtime.ExitError. */
  kill(): void {
    this.state = "ended";
    killProcess(this.child);
  }

  private deliver(): void {
    if (this.current === undefined) return;
    const { invocation, payload, timeoutMs, onStart } = this.current;
    this.state = "busy";
    this.limit(timeoutMs);
    this.sentUs = readMachineUs();
    const startedEpochMs = Date.now();
    const event = { kind: "event", ...invocation, deadlineEpochMs: startedEpochMs + timeoutMs } as const;
    this.channel.write(encodeFrame(event, payload), (error) => {
      this.undelivered = error !== null && error !== undefined;
      // The caller waits for the function, not for the log lines about it.
      if (!this.undelivered) onStart(startedEpochMs);
    });
  }

  private limit(limitMs: number): void {
    clearTimeout(this.timer);
    // A busy host may find the timer due before it has read an answer already there: let it read first.
    const timer = setTimeout(() => {
      setImmediate(() => {
        if (this.timer === timer) this.timeOut(limitMs);
      });
    }, limitMs);
    this.timer = timer;
  }

  private timeOut(limitMs: number): void {
    const message = `Task timed out after ${(limitMs / 1000).toFixed(2)} seconds`;
    const outcome = this.failure("timeout", "Sandbox.Timedout", message);
    this.settle({ ...outcome, durationUs: limitMs * 1000 });
    this.kill();
  }

  /** What is no frame was written by the function over its runtime: the environment ends, as if it had crashed. */
  private guard(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.channel.destroy();
      this.kill();
    }
  }

  private receive(frame: Frame): void {
    const header = readRuntimeHeader(frame.header);
    const payload = frame.body;
    if (header.kind !== "log") this.peakMb = header.peakMb;
    const { peakMb } = this;
    switch (header.kind) {
      case "log":
        this.onLine(header.epochMs, Buffer.from(payload).toString());
        break;
      case "ready":
        if (this.state === "ended") break;
        this.initUs = header.atUs - this.spawnedUs;
        this.state = "idle";
        this.markStarted();
        this.deliver();
        break;
      case "initError":
        this.initUs = header.atUs - this.spawnedUs;
        this.fatal = { status: "error", payload, errorType: header.errorType, durationUs: 0, peakMb };
        break;
      case "response":
        this.settle({ status: "success", payload, durationUs: header.durationUs, peakMb });
        break;
      case "error": {
        const { errorType, durationUs } = header;
        const outcome: Outcome = { status: "error", payload, errorType, durationUs, peakMb };
        if (header.fatal) {
          this.fatal = outcome;
          this.state = "ended";
        } else this.settle(outcome);
      }
    }
  }

  private settle(outcome: Outcome): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { current } = this;
    if (current === undefined) return;
    this.current = undefined;
    if (this.state === "busy") this.state = "idle";
    const { initUs } = this;
    current.settle(this.invocations > 1 || initUs === undefined ? outcome : { ...outcome, initUs });
  }

  private failure(status: "error" | "timeout", errorType: string, text: string): Outcome {
    const requestId = this.current?.invocation.requestId;
    const payload = { errorType, errorMessage: `RequestId: ${requestId} Error: ${text}` };
    const durationUs = this.sentUs === undefined ? 0 : readMachineUs() - this.sentUs;
    return {
      status,
      payload: Buffer.from(JSON.stringify(payload)),
      errorType,
      durationUs,
      peakMb: this.peakMb,
    };
  }

  private readLines(output: Readable): void {
    createInterface({ input: output, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) =>
      this.onLine(Date.now(), line),
    );
  }

  private async watch(): Promise<void> {
    const { child, channel } = this;
    const outputs = [channel, child.stdout, child.stderr].filter((stream) => stream !== null);
    const drained = Promise.all(
      outputs.map((stream) => finished(stream, { writable: false }).catch(() => {})),
    );
    const reason = await watchProcess(child);
    const failure = this.failure("error", "Runtime.ExitError", `Runtime exited ${reason}`);
    this.state = "ended";
    // The last frames and lines may still be on their way when the process is gone.
    await Promise.race([drained, setTimeoutAsync(outputGraceMs, undefined, { ref: false })]);
    this.settle(this.undelivered ? { ...failure, undelivered: true } : (this.fatal ?? failure));
    this.markStarted();
    for (const stream of outputs) stream.destroy();
  }
}
