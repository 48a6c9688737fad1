import { glob, readFile } from "node:fs/promises";
import { parse } from "@crisscross/core/edge/schema";
import { toEpochMs } from "@crisscross/local/time/times";
import { drawWay } from "@crisscross/local/wan/weather";
import { WeatherDocument } from "@crisscross/local/wan/weather-document";
import { describe, expect, it } from "vitest";

const files = (await Array.fromAsync(glob("docs/weather/*.json"))).sort();
const read = async (file: string) =>
  parse(WeatherDocument, JSON.parse(await readFile(file, "utf8")), "weather");
const refusalOf = (document: unknown): string => {
  try {
    parse(WeatherDocument, document, "weather");
  } catch (error) {
    return String(error);
  }
  return "taken";
};

describe("the examples of weather", () => {
  it("are three", () => {
    expect(files).toHaveLength(3);
  });

  it.each(files)("%s is taken, and does something beyond the round trips", async (file) => {
    const weather = await read(file);
    const startEpochMs = toEpochMs(Date.UTC(2026, 10, 30, 14));
    const ways = Array.from({ length: 20 }, (_, minute) =>
      drawWay(weather, {
        ...{ from: "us-west-1", to: minute % 2 === 0 ? "eu-west-2" : "ap-southeast-2", tableMs: 140 },
        ...{ key: String(minute), epochMs: toEpochMs(startEpochMs + minute * 8_000), startEpochMs },
      }),
    );
    expect(Math.max(...ways.map(({ roundTripMs, jitterMs }) => roundTripMs - jitterMs))).toBeGreaterThan(150);
  });

  it("have what the documentation names, and nothing else", async () => {
    const documented = await readFile("docs/local-cloud.md", "utf8");
    for (const field of Object.keys(WeatherDocument.entries).filter((name) => !name.startsWith("$")))
      expect(documented).toContain(`| \`${field}\` |`);
    for (const file of files) expect(documented).toContain(file.replace("docs/", ""));
  });
});

describe("weather that is not taken", () => {
  it("is a pair that is there twice, of which only one could hold", () => {
    const pair = { from: "us-west-1", to: "eu-west-2" };
    const said = refusalOf({
      pairs: [
        { ...pair, loss: 0.1 },
        { ...pair, jitter: { medianMs: 50 } },
      ],
    });
    expect(said).toContain("pairs.1");
    expect(said).toContain("each pair once");
    expect(refusalOf({ pairs: [pair, { from: pair.to, to: pair.from }] })).toBe("taken");
  });

  it.each([
    [{ jiter: {} }, "jiter: {} is not accepted; accepted: no such field; there are $comment, seed, jitter"],
    [{ loss: 0.7 }, "loss: 0.7 is not accepted; accepted: a number from 0 to 0.5"],
    [{ outages: [{ region: "mars-1", afterS: 0, forS: 1 }] }, 'outages.0.region: "mars-1" is not accepted'],
    [{ steps: [{ from: "eu-west-2", to: "us-west-1", afterS: 1 }] }, "steps.0.addMs: a value is missing"],
    [
      { pairs: [{ from: "eu-west-2" }] },
      "pairs.0.to: a value is missing; accepted: a value, which is not optional",
    ],
    [{ jitter: { sigma: "wide" } }, 'jitter.sigma: "wide" is not accepted; accepted: a number from 0 to 3'],
    [[], "weather: [] is not accepted; accepted: an object"],
  ])("%j is named", (document, words) => {
    expect(refusalOf(document)).toContain(words);
  });
});
