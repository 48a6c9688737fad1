import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Clock } from "@crisscross/local/time/clock";
import { monotonicMs as ms, machineUs as us } from "@crisscross/local/time/times";
import { openNetwork } from "@crisscross/local/wan/network";
import { readRttMs } from "@crisscross/local/wan/rtt";
import { calm } from "@crisscross/local/wan/weather-document";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { travel } from "../../../packages/local/src/gateway/travel.ts";

const [from, to] = ["eu-west-2", "ap-southeast-2"];

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 30, 12) }));
afterEach(() => void vi.useRealTimers());

interface Sent {
  network: ReturnType<typeof openNetwork>;
  serviceMs?: number;
  onWait?: () => void;
  gone?: AbortSignal;
}

/** Sends one request; tells whether it got there, and when its answer was back. */
async function send({ network, serviceMs = 0, onWait, gone }: Sent) {
  let nowMs = ms(0);
  const clock: Clock = {
    monotonicMs: () => nowMs,
    atMs: () => nowMs,
    machineUs: (atMs) => us(atMs * 1_000),
    async waitUntil(atMs) {
      nowMs = atMs;
      onWait?.();
    },
  };
  let isThere = false;
  const request = { headers: {}, socket: new Socket() } as unknown as IncomingMessage;
  await travel({ network, clock, from, to, request, fresh: false, readMs: nowMs, gone }, async () => {
    isThere = true;
    nowMs = ms(nowMs + serviceMs);
    return { status: 200, headers: {}, body: Buffer.alloc(0) };
  });
  return { isThere, backMs: nowMs };
}

const networkWith = (more: object) => openNetwork({ weather: { ...calm, ...more } });

/** Its sender goes away while it is under way. */
async function sendAndGo(outages: { region: string; afterS: number; forS: number }[]): Promise<boolean> {
  const sender = new AbortController();
  const onWait = () => sender.abort();
  return (await send({ network: networkWith({ outages }), onWait, gone: sender.signal })).isThere;
}

it("a request that was sent gets there though its sender has gone", async () => {
  expect(await sendAndGo([])).toBe(true);
});

it("a request that an outage held up does not: nobody is left to send it again", async () => {
  expect(await sendAndGo([{ region: to, afterS: 0, forS: 600 }])).toBe(false);
});

it("an answer that leaves during an outage is held up until that is over, and what was put in tells of it", async () => {
  const halfMs = readRttMs(from, to) / 2;
  const network = networkWith({ outages: [{ region: from, afterS: 1, forS: 4 }] });
  const { isThere, backMs } = await send({ network, serviceMs: 1_000 });
  expect(isThere).toBe(true);
  expect(backMs).toBeCloseTo(5_000 + halfMs, 0);
  const [told] = network.log.after(0);
  expect(told?.tookMs).toBeCloseTo(backMs, 6);
  expect(told?.outageMs).toBeCloseTo(5_000 - halfMs - 1_000, 0);
});

it("weather counts from when the cloud is up, not from when its network was opened", async () => {
  const network = networkWith({ steps: [{ from, to, afterS: 60, addMs: 700 }] });
  vi.advanceTimersByTime(3_600_000);
  network.begin();
  const early = await send({ network });
  vi.advanceTimersByTime(60_000);
  const late = await send({ network });
  expect(early.backMs).toBeCloseTo(readRttMs(from, to), 0);
  expect(late.backMs).toBeCloseTo(readRttMs(from, to) + 700, 0);
});
