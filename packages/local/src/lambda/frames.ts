import type { EpochMs, MachineUs } from "../time/times.ts";

/**
 * The wire between the host and an execution environment: frames of
 * [header bytes: u32 BE][body bytes: u32 BE][header: JSON][body].
 */
export interface Frame {
  header: unknown;
  body: Uint8Array;
}

/** Host to environment. */
export interface EventHeader {
  kind: "event";
  requestId: string;
  deadlineEpochMs: EpochMs;
  functionArn: string;
  traceId?: string;
  clientContext?: string;
  tenantId?: string;
}

/** What the host knows of an invocation before an environment is ready for it. */
export type Invocation = Omit<EventHeader, "kind" | "deadlineEpochMs">;

/** Environment to host. Times are µs of the machine's monotonic clock; peakMb is the largest resident set. */
export type RuntimeHeader =
  | { kind: "ready"; atUs: MachineUs; peakMb: number }
  | { kind: "initError"; atUs: MachineUs; peakMb: number; errorType: string }
  | { kind: "log"; epochMs: EpochMs }
  | { kind: "response"; atUs: MachineUs; durationUs: number; peakMb: number }
  | { kind: "error"; atUs: MachineUs; durationUs: number; peakMb: number; errorType: string; fatal: boolean }
  /** All is said, and the runtime waits for the next event. */
  | { kind: "next" };

const prefixBytes = 8;
const empty = new Uint8Array(0);

export function encodeFrame(header: EventHeader | RuntimeHeader, body: Uint8Array = empty): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const frame = Buffer.allocUnsafe(prefixBytes + json.length + body.length);
  frame.writeUInt32BE(json.length, 0);
  frame.writeUInt32BE(body.length, 4);
  frame.set(json, prefixBytes);
  frame.set(body, prefixBytes + json.length);
  return frame;
}

/** Returns a function to feed chunks to; it calls `onFrame` for every frame completed, and throws FrameError. */
export function frameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let heldBytes = 0;
  let neededBytes = prefixBytes;
  return (chunk) => {
    chunks.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes < neededBytes) return;
    let held = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    for (;;) {
      neededBytes = frameBytes(held);
      if (held.length < neededBytes) break;
      const bodyStart = prefixBytes + held.readUInt32BE(0);
      const header = parseHeader(held.toString("utf8", prefixBytes, bodyStart));
      const body = held.subarray(bodyStart, neededBytes);
      held = held.subarray(neededBytes);
      onFrame({ header, body });
    }
    chunks = held.length > 0 ? [held] : [];
    heldBytes = held.length;
  };
}

/** What came from the other side is no frame. */
export class FrameError extends Error {}

function parseHeader(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FrameError("The header of a frame is no JSON.", { cause });
  }
}

function frameBytes(held: Buffer): number {
  return held.length < prefixBytes ? prefixBytes : prefixBytes + held.readUInt32BE(0) + held.readUInt32BE(4);
}
