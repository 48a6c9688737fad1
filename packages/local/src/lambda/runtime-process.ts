import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Duplex, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { setTimeout as setTimeoutAsync } from "node:timers/promises";
import { type EpochMs, type MachineUs, readEpochMs, readMachineUs } from "../time/times.ts";
import { type EventHeader, encodeFrame, FrameError, frameReader, type RuntimeHeader } from "./frames.ts";
import { freeze, thaw } from "./freeze.ts";
import { type Launch, signalProcess, startProcess, watchProcess } from "./process.ts";
import { readRuntimeHeader } from "./runtime-header.ts";

/** How long a dead runtime's open output is still read. */
const outputGraceMs = 200;

interface RuntimeWatcher {
  onFrame(header: RuntimeHeader, body: Uint8Array): void;
  /** What the function writes, in order. */
  onLine(epochMs: EpochMs, line: string): void;
  /** The process is gone; what it has written may still be on its way. */
  onExit(): void;
}

/** The process of a runtime with its function, and the host's end of the wire to it. */
export class RuntimeProcess {
  readonly spawnedUs = readMachineUs();
  /** How the process ended, once all it had written has been read. */
  readonly ended: Promise<string>;
  exitedUs: MachineUs | undefined;
  private readonly child: ChildProcess;
  private readonly channel: Duplex;
  private readonly watcher: RuntimeWatcher;
  private isFrozen = false;

  constructor(launch: Launch, watcher: RuntimeWatcher) {
    this.watcher = watcher;
    this.child = startProcess(launch);
    this.channel = this.child.stdio[3] as Duplex;
    const read = frameReader(({ header, body }) => watcher.onFrame(readRuntimeHeader(header), body));
    this.channel.on("data", (chunk) => this.guard(() => read(chunk)));
    this.channel.on("error", () => this.kill());
    for (const output of [this.child.stdout, this.child.stderr]) if (output) this.readLines(output);
    this.ended = this.watch();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Hands an event over; `done` is told whether that failed, and so nothing ran. */
  deliver(event: EventHeader, payload: Uint8Array, done: (failed: boolean) => void): void {
    if (this.isFrozen) thaw(this.child);
    this.isFrozen = false;
    this.channel.write(encodeFrame(event, payload), (error) => done(error !== null && error !== undefined));
  }

  /** Stops the process, and all that it has started, until the next event. */
  freeze(): void {
    this.isFrozen = true;
    freeze(this.child);
  }

  /** Also of a frozen one: nothing stops SIGKILL. */
  kill(): void {
    signalProcess(this.child, "SIGKILL");
  }

  /** What is no frame was written by the function over its runtime: it ends, as if it had crashed. */
  private guard(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.channel.destroy();
      this.kill();
    }
  }

  private readLines(output: Readable): void {
    createInterface({ input: output, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) =>
      this.watcher.onLine(readEpochMs(), line),
    );
  }

  private async watch(): Promise<string> {
    const { child, channel } = this;
    const outputs = [channel, child.stdout, child.stderr].filter((stream) => stream !== null);
    const drained = Promise.all(
      outputs.map((stream) => finished(stream, { writable: false }).catch(() => {})),
    );
    const reason = await watchProcess(child);
    this.exitedUs = readMachineUs();
    this.watcher.onExit();
    // The last frames and lines may still be on their way when the process is gone.
    await Promise.race([drained, setTimeoutAsync(outputGraceMs, undefined, { ref: false })]);
    for (const stream of outputs) stream.destroy();
    return reason;
  }
}
