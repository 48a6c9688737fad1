import { offsetsIn } from "@crisscross/core/explain/known-offsets";
import type { Call } from "@crisscross/core/sample/call";
import type { Sample } from "@crisscross/core/sample/stored-block";
import { describe, expect, it } from "vitest";
import { blockOf, callOf, levelOf, sampleOf } from "../samples.ts";

/** A direct call whose request took `thereUs` and whose answer `backUs`; the callee's clock is 1 s ahead. */
function direct(seq: number, thereUs: number, backUs: number, more = {}): Sample {
  const sentUs = 1_000_000 + seq * 1_000;
  const startUs = sentUs + thereUs + 1_000_000;
  const level = levelOf({ environment: "inner-1", startUs, endUs: startUs + 10, ...more });
  const call = callOf(thereUs + 10 + backUs, { sentUs, receivedUs: sentUs + thereUs + 10 + backUs, level });
  return sampleOf({ seq, variant: "bare/direct", call });
}

const callIn = (sample: Sample): Call => sample.call;
const rangeOf = (offsets: ReturnType<typeof offsetsIn>, { call }: Sample) =>
  offsets.known(call, call.level ?? levelOf());

describe("offsets of environments", () => {
  it("are narrowed by the calls of other samples and other blocks of the same pair", () => {
    const [slowBack, slowThere] = [direct(0, 50, 900), direct(1, 900, 70)];
    const offsets = offsetsIn([blockOf([slowBack]), blockOf([slowThere], { index: 1 })]);
    expect(rangeOf(offsets, slowBack)).toEqual({ lowUs: 999_929, highUs: 1_000_050 });
    expect(offsets).toMatchObject({ pairs: 1, exchanges: 2, contradictions: 0 });
    expect(offsets.exchangesFor(callIn(slowBack))).toBe(2);
  });

  it("are not mixed between environments", () => {
    const [one, other] = [direct(0, 50, 900), direct(1, 900, 70, { environment: "inner-2" })];
    const offsets = offsetsIn([blockOf([one, other])]);
    expect(rangeOf(offsets, one)).toEqual({ lowUs: 999_100, highUs: 1_000_050 });
    expect(offsets.pairs).toBe(2);
  });

  it("may cross by what clocks drift during a call, which contradicts nothing", () => {
    // 10 s of running at 200 ppm: 2 ms. The bounds of the second call cross by 1 ms.
    const long = (seq: number, startsUs: number, endsUs: number): Sample => {
      const sentUs = 1_000_000 + seq * 20_000_000;
      const level = levelOf({ environment: "inner-1", startUs: sentUs + startsUs, endUs: sentUs + endsUs });
      return sampleOf({
        seq,
        variant: "bare/direct",
        call: callOf(10_000_000, { sentUs, receivedUs: sentUs + 10_000_000, level }),
      });
    };
    const drifted = long(0, 0, 10_001_000);
    const offsets = offsetsIn([blockOf([drifted])]);
    expect(offsets.contradictions).toBe(0);
    expect(rangeOf(offsets, drifted)).toEqual({ lowUs: 0, highUs: 1_000 });
    expect(offsetsIn([blockOf([long(0, 0, 10_003_000)])]).contradictions).toBe(1);
  });

  it("of a pair whose clock jumped are those of each call alone, and the pair is counted", () => {
    const [before, after] = [direct(0, 50, 50), direct(1, 50, 50, { startUs: 9_000_000, endUs: 9_000_010 })];
    const offsets = offsetsIn([blockOf([before, after])]);
    expect(offsets.contradictions).toBe(1);
    expect(rangeOf(offsets, before)).toEqual({ lowUs: 999_950, highUs: 1_000_050 });
    expect(offsets.exchangesFor(callIn(before))).toBe(1);
  });
});
