import { describe, expect, it } from "vitest";
import { parseRule } from "../../../packages/local/src/cloudwatch/alarm/rule.ts";

describe("a composite alarm's rule", () => {
  it.each([
    ["ALARM(a)", ["a"]],
    ['ALARM("b c")', ["b c"]],
    ['ALARM(a) OR ALARM("b OR c") OR ALARM( a )', ["a", "b OR c"]],
    ["ALARM(arn:aws:cloudwatch:eu-west-2:000000000000:alarm:a)", ["a"]],
  ])("%s names the alarms it asks about, each once", (rule, names) => {
    expect(parseRule(rule)).toEqual(names);
  });

  it.each([
    ...["", "ALARM", "ALARM()", "ALARM(a) ALARM(e)", "ALARM(a", "RINGING(a)", "ALARM(a) XOR OK(a)"],
    ...["ALARM(a) AND ALARM(b)", "NOT ALARM(a)", "OK(a)", "INSUFFICIENT_DATA(a)", "TRUE", "(ALARM(a))"],
    "AT_LEAST(2, ALARM, (a, e, d))",
  ])("%s is refused by name", (rule) => {
    expect(() => parseRule(rule)).toThrow(/cannot be read at .*supports ALARM\("name"\), joined by OR/);
  });

  it.each([
    ["before it (H35)", " ALARM(a)"],
    ["behind it", "ALARM(a) "],
    ["as a line behind it", "ALARM(a)\n"],
  ])("with white space %s is refused", (_where, rule) => {
    expect(() => parseRule(rule)).toThrow(/begin or end with white space/);
  });
});
