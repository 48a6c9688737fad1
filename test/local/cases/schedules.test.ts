import { describe, expect, it } from "vitest";
import { parseRate } from "../../../packages/local/src/schedule/expression.ts";
import cases from "./schedules.json" with { type: "json" };

describe("a schedule's expression", () => {
  it("H36: with blanks inside its parentheses is refused", () => {
    const { expression } = cases.H36;
    expect(() => parseRate(expression)).toThrow(`${JSON.stringify(expression)}: is no schedule expression`);
    expect(() => parseRate(" rate(10 minutes)")).toThrow("is no schedule expression");
  });

  const { H45, H46, H47, H49, H50 } = cases;
  it.each(Object.entries({ H45, H46, H47, H49, H50 }))(
    "%s: of another kind than a rate is refused by name",
    (_number, { expression }) => {
      const kind = expression.slice(0, expression.indexOf("("));
      expect(() => parseRate(expression)).toThrow(`the local cloud does not support ${kind}(…)`);
    },
  );
});
