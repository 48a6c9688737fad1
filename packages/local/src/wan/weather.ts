import type { EpochMs } from "../time/times.ts";
import { openDraws } from "./draws.ts";

/** What the network does beyond its round trips. Times are s after the cloud is up; regions are those of the table. */
export interface Weather {
  seed: number;
  jitter: Jitter;
  /** Share of packets that are lost, each way. */
  loss: number;
  /** A round trip is longer by up to this share of it, most at the hour, a day apart. */
  swing?: { share: number; peakHourUtc: number } | undefined;
  /** What holds for one pair, from caller to called, instead of the above. */
  pairs: readonly { from: string; to: string; jitter?: Jitter | undefined; loss?: number | undefined }[];
  /** Round trips of a pair that are longer, or shorter, from a time on. */
  steps: readonly { from: string; to: string; afterS: number; addMs: number }[];
  /** Nothing gets into the region or out of it. Inside it all goes on. */
  outages: readonly { region: string; afterS: number; forS: number }[];
}

/** Added to every round trip: ms whose median it is, and the standard deviation of their logarithm. */
interface Jitter {
  shape: "lognormal" | "exponential";
  medianMs: number;
  sigma: number;
}

/** One round trip, as it was put in, in ms. The first half lies before the call is there. */
export interface Way {
  roundTripMs: number;
  /** From the caller to the called region: half of what has no cause of its own, and what was lost or held up on it. */
  requestMs: number;
  tableMs: number;
  swingMs: number;
  stepMs: number;
  jitterMs: number;
  lossMs: number;
  outageMs: number;
}

export interface Trip {
  from: string;
  to: string;
  tableMs: number;
  /** Of all trips between the two, which: the same one is drawn the same, whatever else happens. */
  key: string;
  epochMs: EpochMs;
  /** When the cloud was up. */
  startEpochMs: EpochMs;
  /** How long the called one takes. As long as it is not known, nothing is said of what an outage does to the answer. */
  serviceMs?: number;
  /** What a TCP connection waits before it sends a first packet again; by default that of a connection under way. */
  firstRtoMs?: number;
}

/** Linux's least retransmission timeout, which it adds to the smoothed round trip (TCP_RTO_MIN). */
const leastRtoMs = 200;

/** Draws one round trip. A function of its arguments alone. */
export function drawWay(weather: Weather, trip: Trip): Way {
  const { from, to, tableMs, epochMs, startEpochMs } = trip;
  const pair = weather.pairs.find((one) => one.from === from && one.to === to);
  const { jitter = weather.jitter, loss = weather.loss } = pair ?? {};
  const draw = openDraws(`${weather.seed} ${from} ${to} ${trip.key}`);
  const afterS = (epochMs - startEpochMs) / 1000;
  const jitterMs = drawJitter(jitter, draw);
  const swingMs = swingOf(weather, tableMs, epochMs);
  const steppedMs = weather.steps
    .filter((step) => step.from === from && step.to === to && afterS >= step.afterS)
    .reduce((sum, { addMs }) => sum + addMs, 0);
  // No way is shorter than none: what is told is what was applied.
  const stepMs = Math.max(steppedMs, -(tableMs + swingMs + jitterMs));
  const pathMs = Math.max(0, tableMs + swingMs + stepMs + jitterMs);
  const rtoMs = trip.firstRtoMs ?? leastRtoMs + pathMs;
  const requestLossMs = drawLoss(loss, rtoMs, draw);
  const responseLossMs = drawLoss(loss, rtoMs, draw);
  const lossMs = requestLossMs + responseLossMs;
  const leftMs = epochMs - startEpochMs;
  const requestWayMs = pathMs / 2 + requestLossMs;
  const requestHeldMs = heldOf(weather, { from, to }, leftMs, requestWayMs);
  const requestMs = requestWayMs + requestHeldMs;
  const answeredMs = leftMs + requestMs + (trip.serviceMs ?? 0);
  const back = { from: to, to: from };
  const outageMs =
    trip.serviceMs === undefined
      ? requestHeldMs
      : requestHeldMs + heldOf(weather, back, answeredMs, pathMs / 2 + responseLossMs);
  const way = {
    roundTripMs: pathMs + lossMs + outageMs,
    requestMs,
    ...{ tableMs, swingMs, stepMs, jitterMs, lossMs, outageMs },
  };
  return Object.fromEntries(
    Object.entries(way).map(([name, ms]) => [name, toMicroseconds(ms)]),
  ) as typeof way;
}

/** As marks are kept: what is told is what was put in, to the digit. */
const toMicroseconds = (ms: number): number => Math.round(ms * 1000) / 1000;

function drawJitter({ shape, medianMs, sigma }: Jitter, draw: () => number): number {
  return shape === "exponential"
    ? (-Math.log(1 - draw()) * medianMs) / Math.LN2
    : medianMs * Math.exp(sigma * drawNormal(draw));
}

/** Standard normal, by Box and Muller. */
function drawNormal(draw: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}

/** Linux's longest retransmission timeout (TCP_RTO_MAX; RFC 6298, 2.5, asks for 60 s at least). */
const mostRtoMs = 120_000;
/** So often Linux sends a packet again before it gives the connection up (tcp_retries2): longer than any function waits. */
const mostLosses = 15;

/** Each time the same packet is lost again, the timeout doubles (RFC 6298, 5.5), up to the longest. */
function drawLoss(loss: number, rtoMs: number, draw: () => number): number {
  let waitedMs = 0;
  for (let losses = 0; losses < mostLosses && draw() < loss; losses++)
    waitedMs += Math.min(mostRtoMs, rtoMs * 2 ** losses);
  return waitedMs;
}

function swingOf({ swing }: Weather, tableMs: number, epochMs: EpochMs): number {
  if (swing === undefined) return 0;
  const hours = epochMs / 3_600_000 - swing.peakHourUtc;
  return (tableMs * swing.share * (1 + Math.cos((hours / 12) * Math.PI))) / 2;
}

/**
 * How long outages hold a packet up that leaves at a time after the start: it gets neither out of a region nor in during one.
 * It is sent again when that is over, also where it was under way when the outage of where it goes began.
 */
function heldOf(
  { outages }: Weather,
  { from, to }: Pick<Trip, "from" | "to">,
  leftMs: number,
  wayMs: number,
): number {
  if (from === to) return 0;
  let sentMs = leftMs;
  for (let again = true; again; ) {
    again = false;
    for (const { region, afterS, forS } of outages) {
      const [beginMs, endMs] = [afterS * 1000, (afterS + forS) * 1000];
      const isDuring = (ms: number): boolean => ms >= beginMs && ms < endMs;
      const stops = (region === to && isDuring(sentMs + wayMs)) || isDuring(sentMs);
      if (!stops || (region !== from && region !== to)) continue;
      sentMs = endMs;
      again = true;
    }
  }
  return sentMs - leftMs;
}
