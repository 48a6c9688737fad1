import { mildDisorder } from "@crisscross/local/backend/disorder";
import { chooseUnkindness } from "@crisscross/local/provision/unkindness";
import { describe, expect, it } from "vitest";

describe("the local cloud is", () => {
  it("as unkind as AWS by default", () => {
    expect(chooseUnkindness({}, "linux")).toEqual({
      freeze: true,
      disorder: mildDisorder,
      filtersAfterMs: 0,
      unkindness: ["freeze", "disorder"],
    });
  });

  it("kind where the network is not simulated, but for what is asked for", () => {
    expect(chooseUnkindness({ wan: false }, "linux").unkindness).toEqual([]);
    expect(chooseUnkindness({ wan: false, freeze: true }, "linux").unkindness).toEqual(["freeze"]);
  });

  it("kinder by what is switched off, and less kind by late filters", () => {
    const options = { freeze: false, disorder: false, filtersAfterMs: 1 } as const;
    expect(chooseUnkindness(options, "darwin").unkindness).toEqual(["late-filters"]);
  });

  it("without freezing on Windows, where it is refused by name", () => {
    expect(chooseUnkindness({}, "win32").unkindness).toEqual(["disorder"]);
    expect(() => chooseUnkindness({ freeze: true }, "win32")).toThrow(
      /freeze: true is not accepted on Windows/,
    );
  });
});
