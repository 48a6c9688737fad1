import { priceNames, priceOf, unitOf, usdRange } from "@crisscross/core/job/prices";
import { regions } from "@crisscross/core/job/regions";
import { describe, expect, it } from "vitest";
import file from "../../../packages/core/src/job/prices.json" with { type: "json" };
import { settingsFor } from "../../../stacks/config.ts";

const { homeRegion, probeRegions } = settingsFor("production");

describe("prices.json", () => {
  it("has a source for every price and a price for every source", () => {
    const named = priceNames.flatMap((name) =>
      Object.values(file.prices[name].usd).map((row: readonly (string | number)[]) => row[1]),
    );
    expect(new Set(named)).toEqual(new Set(Object.keys(file.sources)));
    for (const { date, what } of Object.values(file.sources)) {
      expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(what).not.toBe("");
    }
  });

  it("knows regions only that there are", () => {
    const codes = new Set<string>(regions.map(({ code }) => code));
    for (const name of priceNames)
      for (const region of Object.keys(file.prices[name].usd)) expect(codes).toContain(region);
  });

  it.each(priceNames.filter((name) => !name.startsWith("sns")))(
    "has %s of every region of a stage, or says why not",
    (name) => {
      for (const region of [homeRegion, ...probeRegions]) {
        const price = priceOf(region, name);
        if ("unknown" in price) expect(price.unknown).not.toContain("not looked up");
        else expect(price.usd).toBeGreaterThan(0);
      }
    },
  );

  it("has what SNS takes where the topic is", () => {
    expect(priceOf(homeRegion, "snsRequest")).toMatchObject({ usd: 5e-7 });
    expect(priceOf(homeRegion, "snsDelivery")).toMatchObject({ usd: 0 });
  });
});

it("says what is not known of a region, and takes no other region's price for it", () => {
  expect(priceOf("mx-central-1", "lambdaGbSecond")).toEqual({
    unknown: "prices.json has none for mx-central-1; it was not looked up",
  });
  expect(priceOf("us-east-1", "lambdaGbSecond")).toMatchObject({ usd: 0.0000133334, date: "2026-09-19" });
  expect(unitOf("lambdaGbSecond")).toBe("GB-s");
  expect(usdRange("transferGb")).toEqual({ low: 0.02, high: 0.138 });
});
