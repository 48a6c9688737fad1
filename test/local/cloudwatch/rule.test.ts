import { describe, expect, it } from "vitest";
import { parseRule } from "../../../packages/local/src/cloudwatch/alarm/rule.ts";
import type { AlarmStateValue } from "../../../packages/local/src/events/cloudwatch-event.ts";

const states: Record<string, AlarmStateValue> = {
  a: "ALARM",
  "b c": "OK",
  d: "INSUFFICIENT_DATA",
  e: "ALARM",
};
const stateOf = (name: string): AlarmStateValue => states[name] ?? "OK";

describe("a composite alarm's rule", () => {
  it.each([
    ["ALARM(a)", true],
    ['ALARM("b c")', false],
    ['OK("b c")', true],
    ["INSUFFICIENT_DATA(d)", true],
    ["NOT ALARM(a)", false],
    ["TRUE AND NOT FALSE", true],
    ["FALSE OR ALARM(a) AND ALARM(e)", true],
    ["ALARM(a) OR ALARM(e) AND FALSE", true],
    ["(ALARM(a) OR ALARM(e)) AND FALSE", false],
    ["NOT (ALARM(a) AND OK(a))", true],
    ["ALARM(arn:aws:cloudwatch:eu-west-2:000000000000:alarm:a)", true],
  ])("%s", (rule, expected) => {
    expect(parseRule(rule).holds(stateOf)).toBe(expected);
  });

  it("names the alarms it asks about once each", () => {
    expect(parseRule("ALARM(a) AND (OK(a) OR OK(d))").children).toEqual(["a", "d"]);
  });

  it.each(["", "ALARM", "ALARM()", "ALARM(a) ALARM(e)", "ALARM(a", "RINGING(a)", "ALARM(a) XOR OK(a)"])(
    "%s is refused",
    (rule) => {
      expect(() => parseRule(rule)).toThrow("cannot be read");
    },
  );

  it.each([
    ["before it (H35)", " ALARM(a)"],
    ["behind it", "ALARM(a) "],
    ["as a line behind it", "ALARM(a)\n"],
  ])("with white space %s is refused", (_where, rule) => {
    expect(() => parseRule(rule)).toThrow(/begin or end with white space/);
  });

  it("is refused by name where it uses AT_LEAST", () => {
    expect(() => parseRule("AT_LEAST(2, ALARM, (a, e, d))")).toThrow(
      "uses AT_LEAST, which the local cloud does not support",
    );
  });
});
