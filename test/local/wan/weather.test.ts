import { toEpochMs } from "@crisscross/local/time/times";
import { drawHandshake } from "@crisscross/local/wan/connection";
import { drawWay, type Trip, type Weather } from "@crisscross/local/wan/weather";
import { calm, mildWeather, WeatherDocument } from "@crisscross/local/wan/weather-document";
import * as v from "valibot";
import { describe, expect, it } from "vitest";

const startEpochMs = toEpochMs(Date.UTC(2026, 10, 30, 2));
const tripOf = (number: number, more: Partial<Trip> = {}): Trip => ({
  ...{ from: "eu-west-2", to: "us-west-1", tableMs: 140, key: `request ${number}` },
  ...{ epochMs: toEpochMs(startEpochMs + 1_000), startEpochMs, ...more },
});
const weather = (document: object): Weather => v.parse(WeatherDocument, document);
const many = 4_000;
const ways = (given: Weather, more: Partial<Trip> = {}) =>
  Array.from({ length: many }, (_, number) => drawWay(given, tripOf(number, more)));
const quantile = (values: readonly number[], p: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(p * values.length)] ?? Number.NaN;

describe("weather", () => {
  it("is the table where it is calm", () => {
    expect(drawWay(calm, tripOf(1))).toMatchObject({
      roundTripMs: 140,
      requestMs: 70,
      jitterMs: 0,
      lossMs: 0,
    });
  });

  it("draws the same for the same trip, whatever was drawn before, and else something else", () => {
    const [first, second] = [drawWay(mildWeather, tripOf(1)), drawWay(mildWeather, tripOf(2))];
    expect(drawWay(mildWeather, tripOf(1))).toEqual(first);
    expect(second.jitterMs).not.toBe(first.jitterMs);
    expect(drawWay({ ...mildWeather, seed: 2 }, tripOf(1)).jitterMs).not.toBe(first.jitterMs);
    expect(drawWay(mildWeather, tripOf(1, { to: "sa-east-1" })).jitterMs).not.toBe(first.jitterMs);
  });

  it("is made of parts that make up the round trip", () => {
    const given = weather({ loss: 0.2, swing: { share: 0.1, peakHourUtc: 14 } });
    for (const way of ways(given)) {
      const sum = way.tableMs + way.swingMs + way.stepMs + way.jitterMs + way.lossMs + way.outageMs;
      expect(way.roundTripMs).toBeCloseTo(sum, 2);
      expect(way.requestMs).toBeLessThanOrEqual(way.roundTripMs);
    }
  });

  it("has the jitter of its parameters", () => {
    const lognormal = ways(mildWeather).map(({ jitterMs }) => jitterMs);
    expect(quantile(lognormal, 0.5)).toBeCloseTo(0.4, 1);
    // exp(2.326 σ) times the median.
    expect(quantile(lognormal, 0.99)).toBeGreaterThan(1.2);
    expect(quantile(lognormal, 0.99)).toBeLessThan(1.7);
    const exponential = ways(weather({ jitter: { shape: "exponential", medianMs: 8 } }));
    expect(
      quantile(
        exponential.map(({ jitterMs }) => jitterMs),
        0.5,
      ),
    ).toBeCloseTo(8, 0);
  });

  it("loses packets both ways, at the cost of a retransmission timeout", () => {
    const lossy = ways(weather({ jitter: { medianMs: 0 }, loss: 0.1 }));
    // 200 ms more than the round trip; a packet that is lost twice waits twice as long again.
    const once = lossy.filter(({ lossMs }) => lossMs === 340).length / many;
    expect(once).toBeGreaterThan(0.13);
    expect(once).toBeLessThan(0.19);
    expect(lossy.some(({ lossMs }) => lossMs === 340 + 680)).toBe(true);
    const there = lossy.filter(({ requestMs }) => requestMs === 70 + 340).length / many;
    expect(there).toBeGreaterThan(0.06);
    expect(there).toBeLessThan(0.12);
  });

  it("swings by the hour", () => {
    const given = weather({ jitter: { medianMs: 0 }, swing: { share: 0.1, peakHourUtc: 14 } });
    const at = (hour: number) =>
      drawWay(given, tripOf(1, { epochMs: toEpochMs(Date.UTC(2026, 10, 30, hour)) })).swingMs;
    expect([2, 8, 14, 20].map(at)).toEqual([0, 7, 14, 7]);
  });

  it("steps for one pair, from a time on", () => {
    const given = weather({
      jitter: { medianMs: 0 },
      steps: [{ from: "eu-west-2", to: "us-west-1", afterS: 60, addMs: 25 }],
    });
    const at = (s: number, more = {}) =>
      drawWay(given, tripOf(1, { epochMs: toEpochMs(startEpochMs + s * 1_000), ...more })).roundTripMs;
    expect([at(59), at(60), at(61, { to: "sa-east-1" })]).toEqual([140, 165, 140]);
  });

  it("lets nothing into a region or out of it during an outage, and everything go on inside", () => {
    const given = weather({
      jitter: { medianMs: 0 },
      outages: [{ region: "us-west-1", afterS: 10, forS: 30 }],
    });
    const at = (s: number, more = {}) =>
      drawWay(given, tripOf(1, { epochMs: toEpochMs(startEpochMs + s * 1_000), ...more }));
    expect(at(25)).toMatchObject({ outageMs: 15_000, requestMs: 15_070, roundTripMs: 15_140 });
    expect(at(25, { from: "us-west-1", to: "eu-west-2" }).outageMs).toBe(15_000);
    expect(at(25, { from: "us-west-1" }).outageMs).toBe(0);
    expect([at(9).outageMs, at(41).outageMs]).toEqual([0, 0]);
  });

  it("holds what is under way when an outage begins, and the answer that leaves during it", () => {
    const given = weather({
      jitter: { medianMs: 0 },
      outages: [
        { region: "us-west-1", afterS: 10, forS: 30 },
        { region: "eu-west-2", afterS: 40, forS: 5 },
      ],
    });
    const at = (s: number, more = {}) =>
      drawWay(given, tripOf(1, { epochMs: toEpochMs(startEpochMs + s * 1_000), ...more }));
    // It would arrive 20 ms into the outage, and then, sent again at its end, leave into the next one.
    expect(at(9.95)).toMatchObject({ outageMs: 35_050, requestMs: 35_120, roundTripMs: 35_190 });
    // It was there before, and its answer leaves after 5 s.
    const elsewhere = { to: "sa-east-1" };
    expect(at(9.95, { ...elsewhere, serviceMs: 5_000 }).outageMs).toBe(0);
    expect(at(9.9, { serviceMs: 5_000 })).toMatchObject({
      outageMs: 30_030,
      requestMs: 70,
      roundTripMs: 30_170,
    });
    // Of the caller's region, as its answer arrives.
    expect(at(39.95, { ...elsewhere, serviceMs: 0 })).toMatchObject({ requestMs: 70, outageMs: 4_980 });
    // As long as nobody knows when the answer leaves, nothing is said of what holds it.
    expect(at(9.9).outageMs).toBe(0);
  });

  it("tells of a step that shortens the way by more than it is long what was applied", () => {
    const given = weather({ steps: [{ from: "eu-west-2", to: "us-west-1", afterS: 0, addMs: -1_000 }] });
    for (const way of ways(given).slice(0, 10)) {
      expect(way.roundTripMs).toBe(0);
      expect(way.stepMs).toBeCloseTo(-(way.tableMs + way.swingMs + way.jitterMs), 3);
    }
  });

  it("loses a packet 15 times at most, 120 s apart at most, as Linux does", () => {
    const given = weather({ jitter: { medianMs: 0 }, loss: 0.5 });
    const always = { ...given, loss: 1 };
    // 340 ms doubled 8 times are below 120 s; six more are not.
    const longestMs = 340 * (2 ** 9 - 1) + 6 * 120_000;
    expect(drawWay(always, tripOf(1)).lossMs).toBe(2 * longestMs);
    expect(Math.max(...ways(given).map(({ lossMs }) => lossMs))).toBeLessThan(2 * longestMs);
  });
});

describe("a handshake", () => {
  const place = { to: "us-west-1", rttMs: 140, ownRttMs: 2, key: "env-1 1", epochMs: startEpochMs };
  const line = { region: "eu-west-2", handshakes: true, weather: calm, startEpochMs };

  it("is a look-up at home, and two round trips", () => {
    const { lookup, connect, secureConnect } = drawHandshake(line, place);
    expect([lookup, connect, secureConnect].map(({ roundTripMs }) => roundTripMs)).toEqual([2, 140, 140]);
  });

  it("waits for the end of an outage once", () => {
    const outages = [{ region: "us-west-1", afterS: 0, forS: 4 }];
    const given = weather({ jitter: { medianMs: 0 }, outages });
    const { lookup, connect, secureConnect } = drawHandshake({ ...line, weather: given }, place);
    expect([lookup, connect, secureConnect].map(({ outageMs }) => outageMs)).toEqual([0, 3_998, 0]);
  });

  it("waits a second where its first packet is lost", () => {
    const lossy = weather({ jitter: { medianMs: 0 }, loss: 0.3 });
    const lost = Array.from({ length: 60 }, (_, number) =>
      drawHandshake({ ...line, weather: lossy }, { ...place, key: `env-1 ${number}` }),
    );
    expect(lost.map(({ connect }) => connect.lossMs)).toContain(1_000);
    expect(lost.map(({ secureConnect }) => secureConnect.lossMs)).toContain(340);
  });

  it("costs nothing where connections are free, but gets into no region that nothing gets into", () => {
    const outages = [{ region: "us-west-1", afterS: 0, forS: 30 }];
    const free = drawHandshake({ ...line, handshakes: false, weather: weather({ outages }) }, place);
    expect([free.lookup.roundTripMs, free.connect.roundTripMs]).toEqual([0, 30_000]);
  });
});
