import { glob, readFile } from "node:fs/promises";
import { toEpochMs } from "@crisscross/local/time/times";
import { drawWay } from "@crisscross/local/wan/weather";
import { WeatherDocument } from "@crisscross/local/wan/weather-document";
import * as v from "valibot";
import { expect, it } from "vitest";
import { buildGraph, lambda } from "../fixtures/graph.ts";
import { dial, openSession } from "../fixtures/session.ts";

const [here, far] = ["us-west-1", "eu-west-2"];
const graph = buildGraph(lambda("dialer", { handler: "dialer.handler", region: here }));

it.each((await Array.fromAsync(glob("docs/weather/*.json"))).sort())(
  "%s is the weather of a cloud: each request meets what follows from it",
  async (file) => {
    const weather = v.parse(WeatherDocument, JSON.parse(await readFile(file, "utf8")));
    const { cloud } = await openSession({ wan: true, network: { weather }, graph });
    const answers = await dial(cloud, here, { region: far, autoSelectFamily: false, requests: 3 });
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    const met = cloud.injected().filter(({ what }) => what === "request");
    expect(met).toHaveLength(3);
    const nowMs = Date.now();
    for (const [index, { roundTripMs, jitterMs, lossMs, tableMs, outageMs }] of met.entries()) {
      // The swing moves by less than a µs a minute here, steps and outages have not begun.
      const trip = { from: here, to: far, tableMs, key: `request ${index + 1}` };
      const drawn = drawWay(weather, { ...trip, epochMs: toEpochMs(nowMs), startEpochMs: toEpochMs(nowMs) });
      expect({ jitterMs, lossMs, outageMs }).toMatchObject({
        jitterMs: drawn.jitterMs,
        lossMs: drawn.lossMs,
        outageMs: 0,
      });
      expect(roundTripMs).toBeCloseTo(drawn.roundTripMs, 1);
    }
    await cloud.stop();
  },
);
