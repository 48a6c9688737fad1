import { type EpochMs, type MachineUs, readEpochMs, readMachineUs, toEpochMs } from "../time/times.ts";
import type { Invocation, RuntimeHeader } from "./frames.ts";
import type { Launch } from "./process.ts";
import { RuntimeProcess } from "./runtime-process.ts";

/** How one invocation ended inside the environment. Times are µs of the machine's monotonic clock. */
export interface InvocationResult {
  status: "success" | "error" | "timeout";
  payload: Uint8Array;
  errorType?: string;
  /** Of the handler; of INIT too where the runtime had to be started again for this invocation. */
  durationUs: number;
  /** Only on the first invocation, when it was answered from this start. */
  initUs?: number;
  peakMb: number;
  /** When the handler ended, as its process has it. */
  endedUs?: MachineUs;
  /** The process was gone before it had the whole event: nothing ran. */
  undelivered?: true;
}

/** Lambda's own limit for the INIT phase. */
const initLimitMs = 10_000;

interface EnvironmentOptions {
  launch: Launch;
  /** Gets what the function writes, in order. */
  onLine: (epochMs: EpochMs, line: string) => void;
  /** Whether it stands still between its invocations. */
  freezes: boolean;
}

interface Running {
  invocation: Invocation;
  payload: Uint8Array;
  timeoutMs: number;
  settle: (outcome: InvocationResult) => void;
  onStart: (epochMs: EpochMs) => void;
  /** Since when its time limit counts. */
  begun?: { us: MachineUs; epochMs: EpochMs };
  /** The runtime starts again as a part of it. */
  isAgain?: true;
  undelivered?: true;
}

/**
 * One execution environment serving one invocation at a time, until it is killed or dies idle. An INIT that fails, and an
 * invocation that times out or crashes, reset it: it stays, and its runtime starts again within the next invocation, as on Lambda.
 */
export class Environment {
  /** Resolves when the first INIT is over, well or badly. */
  readonly started: Promise<void>;
  readonly ended: Promise<void>;
  invocations = 0;
  state: "starting" | "idle" | "busy" | "reset" | "ended" = "starting";
  private readonly options: EnvironmentOptions;
  private runtime: RuntimeProcess;
  private initUs: number | undefined;
  private peakMb = 0;
  private current: Running | undefined;
  /** How what runs ends once its process has. */
  private fatal: InvocationResult | undefined;
  private markStarted: () => void = () => {};
  private markEnded: () => void = () => {};
  private timer: NodeJS.Timeout | undefined;

  constructor(options: EnvironmentOptions) {
    this.options = options;
    this.started = new Promise((resolve) => {
      this.markStarted = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.markEnded = resolve;
    });
    this.runtime = this.startRuntime();
  }

  get pid(): number | undefined {
    return this.state === "reset" ? undefined : this.runtime.pid;
  }

  /** Runs one invocation; never rejects. `timeoutMs` counts from the end of the first INIT, when `onStart` is called. */
  run(
    invocation: Invocation,
    payload: Uint8Array,
    timeoutMs: number,
    onStart: (epochMs: EpochMs) => void,
  ): Promise<InvocationResult> {
    return new Promise((settle) => {
      const current: Running = { invocation, payload, timeoutMs, settle, onStart };
      this.current = current;
      this.invocations++;
      if (this.state === "idle") this.deliver();
      else if (this.state === "reset") this.startAgain(current);
      else this.limit(initLimitMs);
    });
  }

  /** Ends the process and whatever it started at once; an invocation under way ends as Runtime.ExitError. */
  kill(): void {
    this.state = "ended";
    this.runtime.kill();
    void this.runtime.ended.then(this.markEnded);
  }

  private startRuntime(): RuntimeProcess {
    const { launch, onLine } = this.options;
    const runtime: RuntimeProcess = new RuntimeProcess(launch, {
      onLine,
      // One that was given up may still have something to say.
      onFrame: (header, body) => this.runtime === runtime && this.receive(header, body),
      onExit: () => {
        if (this.runtime === runtime && this.state === "idle") this.state = "ended";
      },
    });
    void runtime.ended.then((reason) => this.runtime === runtime && this.loseRuntime(reason));
    return runtime;
  }

  /** The first INIT failed: Lambda tries once more, within the invocation that waits for it or the first that comes. */
  private giveUpInit(): void {
    this.initUs = undefined;
    if (this.current === undefined) this.state = "reset";
    else this.startAgain(this.current);
    this.markStarted();
  }

  /** Lambda counts this INIT as part of the invocation: in its duration, its bill and its time limit. */
  private startAgain(current: Running): void {
    this.state = "busy";
    this.fatal = undefined;
    this.runtime = this.startRuntime();
    current.isAgain = true;
    current.onStart(this.begin(current, this.runtime.spawnedUs));
  }

  private begin(current: Running, us: MachineUs): EpochMs {
    this.limit(current.timeoutMs);
    current.begun = { us, epochMs: readEpochMs() };
    return current.begun.epochMs;
  }

  private deliver(): void {
    const { current } = this;
    if (current === undefined) return;
    this.state = "busy";
    const epochMs = current.begun?.epochMs ?? this.begin(current, readMachineUs());
    const deadlineEpochMs = toEpochMs(epochMs + current.timeoutMs);
    this.runtime.deliver(
      { kind: "event", ...current.invocation, deadlineEpochMs },
      current.payload,
      (failed) => {
        if (failed) current.undelivered = true;
        // The caller waits for the function, not for the log lines about it.
        else if (!current.isAgain) current.onStart(epochMs);
      },
    );
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
    if (this.state === "starting") {
      const { runtime } = this;
      this.giveUpInit();
      runtime.kill();
      return;
    }
    const message = `Task timed out after ${(limitMs / 1000).toFixed(2)} seconds`;
    const outcome = this.failure("timeout", "Sandbox.Timedout", message);
    this.state = "reset";
    this.settle({ ...outcome, durationUs: limitMs * 1000 });
    this.runtime.kill();
  }

  private receive(header: RuntimeHeader, payload: Uint8Array): void {
    if ("peakMb" in header) this.peakMb = header.peakMb;
    const { peakMb } = this;
    switch (header.kind) {
      case "log":
        this.options.onLine(header.epochMs, Buffer.from(payload).toString());
        break;
      case "ready":
        this.noteReady(header.atUs - this.runtime.spawnedUs);
        break;
      case "next":
        if (this.options.freezes && this.state === "idle") this.runtime.freeze();
        break;
      case "initError": {
        const durationUs = header.atUs - this.runtime.spawnedUs;
        this.fatal = { status: "error", payload, errorType: header.errorType, durationUs, peakMb };
        break;
      }
      case "response": {
        const [durationUs, endedUs] = [this.durationOf(header), header.atUs];
        this.settle({ status: "success", payload, durationUs, endedUs, peakMb });
        break;
      }
      case "error": {
        const { errorType, fatal } = header;
        const durationUs = this.durationOf(header);
        const endedUs = header.atUs;
        const outcome: InvocationResult = {
          status: "error",
          payload,
          errorType,
          durationUs,
          endedUs,
          peakMb,
        };
        if (!fatal) this.settle(outcome);
        else if (this.state === "idle") this.kill();
        else this.fatal = outcome;
      }
    }
  }

  private noteReady(initUs: number): void {
    if (this.state === "starting") {
      this.initUs = initUs;
      this.state = "idle";
      this.markStarted();
    }
    if (this.state === "idle" || this.current?.isAgain) this.deliver();
  }

  private durationOf({ atUs, durationUs }: { atUs: MachineUs; durationUs: number }): number {
    return this.current?.isAgain ? atUs - this.runtime.spawnedUs : durationUs;
  }

  private settle(outcome: InvocationResult): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { current } = this;
    if (current === undefined) return;
    this.current = undefined;
    if (this.state === "busy") this.state = "idle";
    const { initUs } = this;
    current.settle(this.invocations > 1 || initUs === undefined ? outcome : { ...outcome, initUs });
  }

  private failure(status: "error" | "timeout", errorType: string, text: string): InvocationResult {
    const { current, peakMb } = this;
    const payload = { errorType, errorMessage: `RequestId: ${current?.invocation.requestId} Error: ${text}` };
    const endUs = this.runtime.exitedUs ?? readMachineUs();
    return {
      status,
      payload: Buffer.from(JSON.stringify(payload)),
      errorType,
      durationUs: current?.begun === undefined ? 0 : endUs - current.begun.us,
      peakMb,
    };
  }

  /** A crash in the middle of an invocation leaves the environment; one of a runtime that waits ends it. */
  private loseRuntime(reason: string): void {
    if (this.state === "reset") return;
    if (this.state === "starting") {
      this.giveUpInit();
      return;
    }
    const failure = this.failure("error", "Runtime.ExitError", `Runtime exited ${reason}`);
    const undelivered = this.current?.undelivered;
    this.state = this.state === "busy" && !undelivered ? "reset" : "ended";
    this.settle(undelivered ? { ...failure, undelivered } : (this.fatal ?? failure));
    if (this.state === "reset") return;
    this.markStarted();
    this.markEnded();
  }
}
