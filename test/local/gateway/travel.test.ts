import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Clock } from "@crisscross/local/time/clock";
import { monotonicMs as ms, machineUs as us } from "@crisscross/local/time/times";
import { openNetwork } from "@crisscross/local/wan/network";
import { calm } from "@crisscross/local/wan/weather-document";
import { expect, it } from "vitest";
import { travel } from "../../../packages/local/src/gateway/travel.ts";

const [from, to] = ["eu-west-2", "ap-southeast-2"];

/** A request whose sender goes away while it is under way; tells whether it got there. */
async function sendAndGo(outages: { region: string; afterS: number; forS: number }[]): Promise<boolean> {
  const sender = new AbortController();
  let nowMs = ms(0);
  const clock: Clock = {
    monotonicMs: () => nowMs,
    atMs: () => nowMs,
    machineUs: (atMs) => us(atMs * 1_000),
    async waitUntil(atMs) {
      nowMs = atMs;
      sender.abort();
    },
  };
  let isThere = false;
  const request = { headers: {}, socket: new Socket() } as unknown as IncomingMessage;
  await travel(
    {
      ...{ network: openNetwork({ weather: { ...calm, outages } }), clock, from, to, request },
      ...{ fresh: false, readMs: nowMs, gone: sender.signal },
    },
    async () => {
      isThere = true;
      return { status: 200, headers: {}, body: Buffer.alloc(0) };
    },
  );
  return isThere;
}

it("a request that was sent gets there though its sender has gone", async () => {
  expect(await sendAndGo([])).toBe(true);
});

it("a request that an outage held up does not: nobody is left to send it again", async () => {
  expect(await sendAndGo([{ region: to, afterS: 0, forS: 600 }])).toBe(false);
});
