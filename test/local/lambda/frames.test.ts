import { encodeFrame, frameReader } from "@crisscross/local/lambda/frames";
import { toEpochMs } from "@crisscross/local/time/times";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("frames", () => {
  it("arrive whole and in order however the stream is cut", () => {
    const bodies = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });
    fc.assert(
      fc.property(bodies, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sent, cuts) => {
        const stream = Buffer.concat(
          sent.map((body, epochMs) => encodeFrame({ kind: "log", epochMs: toEpochMs(epochMs) }, body)),
        );
        const received: unknown[] = [];
        const read = frameReader(({ header, body }) => received.push([header, [...body]]));
        for (let start = 0, turn = 0; start < stream.length; turn++) {
          const size = cuts[turn % cuts.length] ?? 1;
          read(stream.subarray(start, start + size));
          start += size;
        }
        expect(received).toEqual(sent.map((body, epochMs) => [{ kind: "log", epochMs }, [...body]]));
      }),
    );
  });
});
