import { regionCalled } from "@crisscross/core/job/regions";
import { describe, expect, it } from "vitest";
import { readRegions, readVariant, resolveSelf } from "../../../packages/cli/src/job/read-regions.ts";

describe("regions as people write them", () => {
  it.each([
    ["eu-west-2", "eu-west-2"],
    ["EU-WEST-2", "eu-west-2"],
    ["London", "eu-west-2"],
    ["mumbai", "ap-south-1"],
    ["são paulo", "sa-east-1"],
    ["N. California", "us-west-1"],
    ["n california", "us-west-1"],
    ["mars-1", undefined],
    ["", undefined],
  ])("%j is %s", (text, code) => {
    expect(regionCalled(text)).toBe(code);
  });

  it("come in lists, and what is none stays to be refused", () => {
    expect(readRegions("London, ap-south-1,Mars")).toEqual(["eu-west-2", "ap-south-1", "Mars"]);
    expect(readRegions("")).toEqual([]);
  });

  it("may stand in a variant's way", () => {
    expect(readVariant("bare/via=London+sa-east-1/fresh")).toBe("bare/via=eu-west-2+sa-east-1/fresh");
    expect(readVariant("db-get/direct")).toBe("db-get/direct");
  });
});

describe("self", () => {
  it.each([
    [
      { origins: ["eu-west-2"], targets: ["self", "us-west-1"] },
      { origins: ["eu-west-2"], targets: ["eu-west-2", "us-west-1"] },
    ],
    [
      { origins: ["us-west-1", "Self"], targets: ["eu-west-2"] },
      { origins: ["us-west-1", "eu-west-2"], targets: ["eu-west-2"] },
    ],
    [{ targets: ["eu-west-2"] }, { targets: ["eu-west-2"] }],
  ])("of %j makes %j", (asked, sides) => {
    expect(resolveSelf(asked)).toEqual(sides);
  });

  it.each([
    [{ origins: ["eu-west-2", "us-west-1"], targets: ["self"] }, "--targets"],
    [{ targets: ["self"] }, "--targets"],
    [{ origins: ["self"], targets: ["self"] }, "--origins"],
  ])("of %j is refused: no job has each origin with itself alone", (asked, option) => {
    expect(() => resolveSelf(asked)).toThrow(
      `${option}: "self" is not accepted here; accepted: self beside exactly one region of `,
    );
  });
});
