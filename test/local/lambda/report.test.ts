import { billedMs } from "@crisscross/local/lambda/report";
import { describe, expect, it } from "vitest";

const outcome = { status: "success", payload: new Uint8Array(), peakMb: 1 } as const;

describe("billed duration", () => {
  it.each([
    [0, undefined, 1],
    [1, undefined, 1],
    [1000, undefined, 1],
    [1001, undefined, 2],
    [250_060, undefined, 251],
    [250_060, 100_770, 351],
    [400, 500, 1],
  ])("of %i µs and INIT of %s µs is %i ms", (durationUs, initUs, expectedMs) => {
    const timed = { ...outcome, durationUs };
    expect(billedMs(initUs === undefined ? timed : { ...timed, initUs })).toBe(expectedMs);
  });
});
