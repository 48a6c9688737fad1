import * as v from "valibot";
import { machineUs, toEpochMs } from "../time/times.ts";
import { WallClockMs } from "../time/wall-clock-ms.ts";
import { FrameError, type RuntimeHeader } from "./frames.ts";

const Quantity = v.pipe(v.number(), v.minValue(0));
const MachineTime = v.pipe(Quantity, v.transform(machineUs));
/** The furthest that a Date can tell. */
const DatedMs = v.pipe(WallClockMs, v.maxValue(toEpochMs(8.64e15)));
const peakMb = Quantity;
const errorType = v.string();

const Header = v.variant("kind", [
  v.object({ kind: v.literal("ready"), atUs: MachineTime, peakMb }),
  v.object({ kind: v.literal("initError"), atUs: MachineTime, peakMb, errorType }),
  v.object({ kind: v.literal("log"), epochMs: DatedMs }),
  v.object({ kind: v.literal("response"), atUs: MachineTime, durationUs: Quantity, peakMb }),
  v.object({
    kind: v.literal("error"),
    atUs: MachineTime,
    durationUs: Quantity,
    peakMb,
    errorType,
    fatal: v.boolean(),
  }),
  v.object({ kind: v.literal("next") }),
]);

/** A function has the descriptor as well, and may have written anything. Throws FrameError. */
export function readRuntimeHeader(header: unknown): RuntimeHeader {
  const parsed = v.safeParse(Header, header);
  if (parsed.success) return parsed.output;
  throw new FrameError(`The header of a frame is none of the runtime's: ${parsed.issues[0].message}`);
}
