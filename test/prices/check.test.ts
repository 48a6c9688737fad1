import { readFileSync } from "node:fs";
import { parse } from "@crisscross/core/edge/schema";
import { priceNames } from "@crisscross/core/job/prices";
import { describe, expect, it } from "vitest";
import file from "../../packages/core/src/job/prices.json" with { type: "json" };
import { check, exitCodes } from "../../scripts/prices/check.ts";
import { compare } from "../../scripts/prices/compare.ts";
import { listPrices, Offer } from "../../scripts/prices/offer.ts";

const offerIn = (name: string): Offer =>
  parse(
    Offer,
    JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8")),
    "fixture",
  );

describe("a regional file of the bulk price list", () => {
  it("has a price under its usage type, whatever its region calls it, and not that of a class beside it", () => {
    const offer = offerIn("dynamodb-tokyo");
    expect(listPrices(offer, ["WriteRequestUnits"])).toEqual([{ usd: 0.715e-6 }]);
    expect(listPrices(offer, ["ReadRequestUnits"])).toEqual([{ usd: 0.1425e-6 }]);
    expect(listPrices(offer, ["Requests-Tier1"])).toEqual([]);
  });

  it("has the first tier that is not free, and 0 where all are", () => {
    const offer = offerIn("sns-virginia");
    expect(listPrices(offer, ["Requests-Tier1"])).toEqual([{ usd: 0.5e-6 }]);
    expect(listPrices(offer, ["DeliveryAttempts-SQS"])).toEqual([{ usd: 0 }]);
  });

  it("has what leaves for each other region, and not what comes in or goes to the internet", () => {
    expect(listPrices(offerIn("transfer-virginia"), ["AWS-Out-Bytes"])).toEqual([
      { usd: 0.02, toRegion: "us-west-1" },
      { usd: 0.02, toRegion: "eu-west-1" },
      { usd: 0.01, toRegion: "us-east-2" },
    ]);
  });
});

describe("a price beside the list's", () => {
  const of = (fileUsd: number | undefined, ...usd: number[]) =>
    compare(
      "us-east-1",
      "sqsRequest",
      fileUsd,
      usd.map((one) => ({ usd: one })),
    )?.verdict;

  it("is the same, differs, is new, gone or unclear", () => {
    expect([of(4e-7, 4e-7), of(4e-7, 5e-7), of(undefined, 4e-7), of(4e-7), of(4e-7, 4e-7, 5e-7)]).toEqual([
      "same",
      "differs",
      "new",
      "gone",
      "unclear",
    ]);
    expect(of(undefined)).toBeUndefined();
  });

  it("is of transfer what most regions have, the others named", () => {
    const found = listPrices(offerIn("transfer-virginia"), ["AWS-Out-Bytes"]);
    expect(compare("us-east-1", "transferGb", 0.02, found)).toMatchObject({
      verdict: "same",
      note: "AWS's list has 0.02; 0.01 to us-east-2",
    });
  });
});

/** A list in AWS's shape with all that the file has, but for what is changed. */
function serve(changed: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    asked.push(url);
    const [, offer = "", region] =
      /\/aws\/(\w+)\/(?:current\/region_index|v1\/(\S+)\/index)\.json$/.exec(url) ?? [];
    if (region === undefined) {
      const regions = [...new Set(priceNames.flatMap((name) => Object.keys(file.prices[name].usd)))];
      const currentVersionUrl = (code: string) => `/offers/v1.0/aws/${offer}/v1/${code}/index.json`;
      return Response.json({
        regions: Object.fromEntries(
          regions.map((code) => [code, { currentVersionUrl: currentVersionUrl(code) }]),
        ),
      });
    }
    const rows = priceNames.flatMap((name) => {
      const {
        offer: of,
        usage,
        usd,
      }: { offer: string; usage: string[]; usd: Record<string, unknown[]> } = file.prices[name];
      const price = changed[`${name} ${region}`] ?? usd[region]?.[0];
      if (of !== offer || price === undefined) return [];
      return [{ sku: name, usagetype: `XX1-${usage[0]}`, USD: String(price) }];
    });
    return Response.json({
      publicationDate: "2026-12-01T00:00:00Z",
      products: Object.fromEntries(
        rows.map(({ sku, usagetype }) => [sku, { attributes: { usagetype, toRegionCode: "us-west-2" } }]),
      ),
      terms: {
        OnDemand: Object.fromEntries(
          rows.map(({ sku, USD }) => [sku, { t: { priceDimensions: { d: { pricePerUnit: { USD } } } } }]),
        ),
      },
    });
  };
  return { asked, fetch };
}

async function run(fetch: (url: string) => Promise<Response>) {
  let text = "";
  const exitCode = await check({ fetch, write: (more) => (text += more) });
  return { exitCode, text };
}

describe("prices check", () => {
  const listed = priceNames.filter((name) => file.prices[name].usage.length > 0);
  const known = listed.reduce((sum, name) => sum + Object.keys(file.prices[name].usd).length, 0);

  it("reads the file of each region, and says that all prices are as in AWS's lists", async () => {
    const { asked, fetch } = serve();
    expect(await run(fetch)).toEqual({
      exitCode: exitCodes.same,
      text: `not compared: lambdaTenantGb: under what name AWS's lists have it is not known\n${known} of ${known} prices are as in AWS's lists\n`,
    });
    expect(asked[0]).toBe(
      "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AWSLambda/current/region_index.json",
    );
    expect(new Set(asked).size).toBe(asked.length);
  });

  it("names a price that changed, and one that AWS's list has and the file has not", async () => {
    const { fetch } = serve({
      "logsGb eu-west-2": "0.6",
      "dynamoWriteUnit sa-east-1": "0.0000009",
    });
    const { exitCode, text } = await run(fetch);
    expect(exitCode).toBe(exitCodes.differs);
    expect(text).toContain("differs: logsGb of eu-west-2: prices.json has 0.5985, AWS's list has 0.6\n");
    expect(text).toContain("new: dynamoWriteUnit of sa-east-1: prices.json has none, AWS's list has 9e-7\n");
  });

  it.each([
    [
      "no network",
      () => Promise.reject(new TypeError("fetch failed", { cause: new Error("ENOTFOUND") })),
      "ENOTFOUND",
    ],
    ["a refusal", async () => new Response("", { status: 403 }), "answered 403"],
  ])("says that nothing was compared where there is %s, with a code of its own", async (_, fetch, words) => {
    const { exitCode, text } = await run(fetch);
    expect(exitCode).toBe(exitCodes.unread);
    expect(text).toContain(words);
    expect(text).toContain("Nothing was compared");
  });

  it("fails for what is no price list", async () => {
    await expect(run(async () => Response.json({}))).rejects.toThrow("regions");
  });
});
