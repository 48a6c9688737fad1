import { expect, it } from "vitest";
import { parseRule } from "../../../packages/local/src/cloudwatch/alarm/rule.ts";
import cases from "./alarm-rules.json" with { type: "json" };

it.each([
  ["H35", cases.H35.alarmRule],
  ["at its end", "ALARM(a) "],
  ["a new line at its end", "ALARM(a)\n"],
])("%s: a composite alarm's rule with white space before or behind it is refused", (_where, rule) => {
  expect(() => parseRule(rule)).toThrow(/begin or end with white space/);
});
