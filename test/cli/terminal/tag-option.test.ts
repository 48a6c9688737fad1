import { InvalidArgumentError } from "commander";
import { expect, it } from "vitest";
import { tagsUpTo } from "../../../packages/cli/src/terminal/tag-option.ts";

it("collects tags, each split at its first equals sign", () => {
  const tags = ["team=net", "sum=1+1=2", "empty="].reduce(
    (before, text) => tagsUpTo(text, before),
    tagsUpTo("stage=test"),
  );
  expect(Object.fromEntries(tags)).toEqual({ stage: "test", team: "net", sum: "1+1=2", empty: "" });
});

it.each([["team"], ["=net"], [""]])("refuses %j, which is no pair", (text) => {
  expect(() => tagsUpTo(text)).toThrow(new InvalidArgumentError("KEY=VALUE"));
});

it("refuses a key that is there already: one of its values would be lost", () => {
  expect(() => tagsUpTo("a=2", tagsUpTo("a=1"))).toThrow(InvalidArgumentError);
});
