import { expect, it } from "vitest";
import { parsePattern } from "../../../packages/local/src/cloudwatch/logs/pattern.ts";
import cases from "./log-patterns.json" with { type: "json" };

it("H66: a text pattern is refused as a whole, with what would be accepted", () => {
  const { pattern } = cases.H66;
  expect(() => parsePattern(pattern)).toThrow(
    `The filter pattern ${pattern} is not supported; accepted: a pattern of JSON lines`,
  );
});
