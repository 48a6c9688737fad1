import { offsetOf, offsetsOf } from "@crisscross/core/explain/clock-offset";
import { type Exchange, exchangeOf, exchangesOf } from "@crisscross/core/explain/exchange";
import { networkOf } from "@crisscross/core/explain/network-time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callOf, levelOf, receiptOf, sampleOf } from "../samples.ts";

/** A call whose truth is known; times in µs, `offsetUs` is callee's clock minus caller's. */
interface Truth {
  sentUs: number;
  requestUs: number;
  initUs: number;
  workUs: number;
  responseUs: number;
}

const anyTruth: fc.Arbitrary<Truth> = fc.record({
  sentUs: fc.nat({ max: 60_000_000 }),
  requestUs: fc.nat({ max: 400_000 }),
  initUs: fc.oneof(fc.constant(0), fc.nat({ max: 500_000 })),
  workUs: fc.nat({ max: 100_000 }),
  responseUs: fc.nat({ max: 400_000 }),
});
const anyOffset = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

/** What both ends note, when the callee's clock also gains `driftPpm`. */
function observe(truth: Truth, offsetUs: number, driftPpm = 0): Exchange {
  const startedAt = truth.sentUs + truth.requestUs + truth.initUs;
  const endedAt = startedAt + truth.workUs;
  const calleeClock = (us: number) => Math.round(us + offsetUs + (us * driftPpm) / 1e6);
  return {
    caller: "a",
    callee: "b",
    sentUs: truth.sentUs,
    receivedUs: endedAt + truth.responseUs,
    startUs: calleeClock(startedAt),
    endUs: calleeClock(endedAt),
    mostInitUs: truth.initUs,
  };
}

const within = (us: number, { lowUs, highUs }: { lowUs: number; highUs: number }) =>
  lowUs <= us && us <= highUs;

describe("one exchange", () => {
  it("bounds the offset between the two clocks, as wide as the time spent between them", () => {
    fc.assert(
      fc.property(anyTruth, anyOffset, (truth, offsetUs) => {
        const offset = offsetOf(observe(truth, offsetUs));
        expect(within(offsetUs, offset)).toBe(true);
        expect(offset.highUs - offset.lowUs).toBe(truth.requestUs + truth.initUs + truth.responseUs);
      }),
    );
  });

  it("gives request and response in sum, exactly without an init, and each within its range", () => {
    fc.assert(
      fc.property(
        anyTruth,
        anyOffset,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (truth, offsetUs, share) => {
          // Only a share of what the receipt calls init was left when the request was sent.
          const left = { ...truth, initUs: Math.round(truth.initUs * share) };
          // No more of it than the wait has room for, as an exchange says.
          const room = left.requestUs + left.responseUs + left.initUs;
          const mostInitUs = Math.min(truth.initUs, room);
          const network = networkOf({ ...observe(left, offsetUs), mostInitUs });
          expect(within(truth.requestUs + truth.responseUs, network.sumUs)).toBe(true);
          expect(network.sumUs.highUs - network.sumUs.lowUs).toBe(mostInitUs);
          expect(within(truth.requestUs, network.requestUs)).toBe(true);
          expect(within(truth.responseUs, network.responseUs)).toBe(true);
        },
      ),
    );
  });
});

describe("the runtime around a handler", () => {
  it("is no network, and may have passed before the handler or after it", () => {
    const anyRuntime = fc.record({ beforeUs: fc.nat({ max: 5_000 }), afterUs: fc.nat({ max: 5_000 }) });
    fc.assert(
      fc.property(anyTruth, anyOffset, anyRuntime, (truth, offsetUs, { beforeUs, afterUs }) => {
        const runtimeUs = beforeUs + afterUs;
        const seen = {
          ...truth,
          requestUs: truth.requestUs + beforeUs,
          responseUs: truth.responseUs + afterUs,
        };
        const network = networkOf({ ...observe(seen, offsetUs), runtimeUs });
        expect(network.sumUs.lowUs).toBe(truth.requestUs + truth.responseUs);
        expect(within(truth.requestUs, network.requestUs)).toBe(true);
        expect(within(truth.responseUs, network.responseUs)).toBe(true);
      }),
    );
  });

  it("shows a contradiction instead of hiding it when a receipt claims more than the wait", () => {
    const truth = { sentUs: 0, requestUs: 50, initUs: 0, workUs: 10, responseUs: 50 };
    const { sumUs, requestUs } = networkOf({ ...observe(truth, 0), runtimeUs: 200 });
    expect({ sumUs, requestUs }).toEqual({
      sumUs: { lowUs: -100, highUs: -100 },
      requestUs: { lowUs: 0, highUs: -100 },
    });
  });
});

describe("several exchanges of one pair", () => {
  it("tighten each other's bounds and still hold the truth while the clocks drift as allowed", () => {
    const many = fc.array(anyTruth, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(many, anyOffset, fc.integer({ min: -200, max: 200 }), (truths, offsetUs, driftPpm) => {
        const exchanges = truths.map((truth) => observe(truth, offsetUs, driftPpm));
        for (const [index, offset] of offsetsOf(exchanges).entries()) {
          const truth = truths[index] as Truth;
          const own = offsetOf(exchanges[index] as Exchange);
          expect(offset.lowUs).toBeGreaterThanOrEqual(own.lowUs);
          expect(offset.highUs).toBeLessThanOrEqual(own.highUs);
          const atStart = offsetUs + ((truth.sentUs + truth.requestUs + truth.initUs) * driftPpm) / 1e6;
          // 200 ppm of the longest exchange, 1.4 s, and rounding: what the offset moves within an exchange.
          expect(within(atStart, { lowUs: offset.lowUs - 282, highUs: offset.highUs + 282 })).toBe(true);
        }
      }),
    );
  });

  it("narrow to the fastest way there and the fastest way back", () => {
    const slowBack = { sentUs: 0, requestUs: 50, initUs: 0, workUs: 10, responseUs: 9_000 };
    const slowThere = { sentUs: 20_000, requestUs: 9_000, initUs: 0, workUs: 10, responseUs: 70 };
    const exchanges = [slowBack, slowThere].map((truth) => observe(truth, 1_000_000));
    expect(offsetsOf(exchanges, 0)).toEqual(Array(2).fill({ lowUs: 999_930, highUs: 1_000_050 }));
    const slackUs = Math.ceil((29_080 * 200) / 1e6);
    expect(offsetsOf(exchanges)[0]).toEqual({ lowUs: 999_930 - slackUs, highUs: 1_000_050 });
  });

  it("contradict each other when a clock jumped, and show it", () => {
    const truth = { sentUs: 0, requestUs: 50, initUs: 0, workUs: 10, responseUs: 50 };
    const jumped = observe({ ...truth, sentUs: 10_000 }, 1_000_000);
    const [first] = offsetsOf([observe(truth, 0), jumped]);
    expect(first?.lowUs).toBeGreaterThan(first?.highUs as number);
  });
});

describe("a first invocation whose environment was ready before its call", () => {
  // Ready 600 ms before it was started, after an init of 150 ms; the call waits 200 ms, 20 of them for the execution.
  const level = levelOf({ served: 0, readyUs: 900_000, startUs: 1_500_000, endUs: 1_520_000 });
  const wait = { sentUs: 1_400_000 - 500_000, receivedUs: 1_600_000 - 500_000 };
  const call = callOf(200_000, { ...wait, level, receipt: receiptOf(20_000, { initUs: 150_000 }) });

  it("has its init left out of the wait, and the offset of the clocks in its bounds", () => {
    const exchange = exchangeOf(call, level, "");
    expect(offsetOf(exchange)).toEqual({ lowUs: 420_000, highUs: 600_000 });
    expect(networkOf(exchange)).toEqual({
      sumUs: { lowUs: 180_000, highUs: 180_000 },
      requestUs: { lowUs: 0, highUs: 180_000 },
      responseUs: { lowUs: 0, highUs: 180_000 },
    });
  });

  it("may have waited for a part of its init only as far as there is room for it before it was ready", () => {
    const nearer = { ...level, readyUs: 1_400_000 };
    expect(exchangeOf({ ...call, level: nearer }, nearer, "").mostInitUs).toBe(80_000);
    const waiting = { ...level, readyUs: 1_499_000 };
    expect(exchangeOf({ ...call, level: waiting }, waiting, "").mostInitUs).toBe(150_000);
  });
});

it("finds a sample's exchanges from the outside in, with the init that may lie in each", () => {
  const receipt = receiptOf(2_000, { initUs: 120_000 });
  const inner = { environment: "inner-1", served: 0 };
  const cold = sampleOf({}, { receipt, level: levelOf({ ...inner, readyUs: 899_000 }) });
  expect(
    exchangesOf(cold, "consume-1").map(({ caller, callee, mostInitUs }) => [caller, callee, mostInitUs]),
  ).toEqual([
    ["consume-1", "environment-1", 0],
    ["environment-1", "inner-1", 120_000],
  ]);
  const proactive = sampleOf(
    {},
    { receipt, level: levelOf({ ...inner, readyUs: 100_000, startUs: 1_900_000 }) },
  );
  expect(exchangesOf(proactive, "consume-1")[1]?.mostInitUs).toBe(0);
  expect(exchangesOf(sampleOf({ call: callOf(9, { outcome: "timeout" }) }), "consume-1")).toEqual([]);
});
