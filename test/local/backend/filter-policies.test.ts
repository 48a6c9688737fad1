import { describe, expect, it } from "vitest";
import { checkFilterPolicy } from "../../../packages/local/src/backend/check-filter-policy.ts";
import { refusalOf, register } from "../../reports/register.ts";
import { startRecorded } from "../../support/cloud.ts";
import { buildGraph, queue, subscription, topic } from "../fixtures/graph.ts";
import cases from "./filter-policies.json" with { type: "json" };

/** Messages that match otherwise than on AWS have valid policies: the message is refused instead. */
const aboutMessages = ["H55", "H58"];
const refusedCases = Object.entries(cases).filter(([number]) => !aboutMessages.includes(number));

describe("a filter policy", () => {
  it.each(refusedCases)("of case %s is refused", (number, { scope, policy }) => {
    const isRight = register.get(number) === "passes";
    const words = isRight ? "Invalid parameter: FilterPolicy: " : refusalOf(number);
    expect(() => checkFilterPolicy(JSON.stringify(policy), scope)).toThrow(words);
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["a text instead of a list", '{"k":"a"}'],
    ["an empty list", '{"k":[]}'],
    ["a number", '{"k":[1]}'],
    ["a boolean", '{"k":[true]}'],
    ["null", '{"k":[null]}'],
    ["two operators in one condition", '{"k":[{"prefix":"a","exists":true}]}'],
    ["a condition without an operator", '{"k":[{}]}'],
    ["anything-but of nothing", '{"k":[{"anything-but":[]}]}'],
    ["anything-but of a number", '{"k":[{"anything-but":[1]}]}'],
    ["exists of a text", '{"k":[{"exists":"true"}]}'],
    ["an empty prefix", '{"k":[{"prefix":""}]}'],
    ["numeric", '{"k":[{"numeric":["=",1]}]}'],
    ["suffix", '{"k":[{"suffix":"a"}]}'],
    ["equals-ignore-case", '{"k":[{"equals-ignore-case":"a"}]}'],
    ["cidr", '{"k":[{"cidr":"10.0.0.0/8"}]}'],
    ["wildcard", '{"k":[{"wildcard":"a*"}]}'],
    ["an unknown operator", '{"k":[{"prefixx":"a"}]}'],
    ["$or of one alternative", '{"$or":[{"k":["a"]}]}'],
    ["$or with an empty alternative", '{"$or":[{"k":["a"]},{}]}'],
    ["$or with a text", '{"$or":[{"k":["a"]},"b"]}'],
    ["$or inside $or", '{"$or":[{"k":["a"]},{"$or":[{"k":["b"]},{"k":["c"]}]}]}'],
    ["six keys", '{"a":["1"],"b":["1"],"c":["1"],"d":["1"],"e":["1"],"f":["1"]}'],
    [
      "more than 150 combinations",
      JSON.stringify({ a: Array.from({ length: 16 }, String), b: Array.from({ length: 10 }, String) }),
    ],
  ])("with %s is refused", (_what, text) => {
    expect(() => checkFilterPolicy(text)).toThrow(/Invalid parameter: FilterPolicy/);
  });

  it.each([
    '{"origin":["eu-west-2"]}',
    '{"k":["a","b"],"l":[{"prefix":"x"}]}',
    '{"$or":[{"origin":[{"anything-but":["a","b"]}]},{"origin":[{"exists":false}]}]}',
    "{}",
  ])("%s is taken", (text) => {
    expect(() => checkFilterPolicy(text)).not.toThrow();
  });

  it("that Subscribe would refuse is refused before anything runs, naming the subscription", async () => {
    const graph = buildGraph(topic("t"), queue("q"), subscription("t", "q", { k: [{ prefixx: "a" }] }));
    await expect(startRecorded({ graph, root: import.meta.dirname })).rejects.toThrow(
      /subscription .* is refused: Invalid parameter: FilterPolicy: k: unrecognized match type prefixx/,
    );
  });
});
