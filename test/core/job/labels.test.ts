import { hasTag, parseLabels, parseTagFilter, tagTexts } from "@crisscross/core/job/labels";
import { parseJobSpec } from "@crisscross/core/job/parse-job";
import { describe, expect, it } from "vitest";

const tagsOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, ""]));

describe("a job's labels", () => {
  it.each([
    ["nothing", {}],
    ["a name of one character", { name: "a" }],
    ["a name of 120 characters outside the basic plane", { name: "🦀".repeat(120) }],
    ["a name that no terminal should be sent", { name: "\u001b[2J\u202e\n\ud800" }],
    ["ten tags", { tags: tagsOf(10) }],
    ["the longest key and value", { tags: { ["k".repeat(128)]: "v".repeat(256) } }],
    ["letters of any script", { tags: { größe: "größer = besser", "a.b:c/d+e-f@g_h i": "" } }],
  ])("are %s", (_, labels) => {
    expect(parseLabels({ ...labels, samples: 5 })).toEqual(labels);
    expect(() => parseJobSpec(labels, ["eu-west-2"], 1)).not.toThrow();
  });

  it.each([
    ["an empty name", { name: "" }, "name"],
    ["121 characters", { name: "🦀".repeat(121) }, "name"],
    ["a name that is no text", { name: 5 }, "name"],
    ["eleven tags", { tags: tagsOf(11) }, "tags"],
    ["a list", { tags: ["a"] }, "tags"],
    ["an empty key", { tags: { "": "v" } }, "tags"],
    ["a key of 129", { tags: { ["k".repeat(129)]: "v" } }, "tags"],
    ["a key that a filter could not tell from its value", { tags: { "a=b": "c" } }, "tags"],
    ["a key with an escape", { tags: { "\u001b": "v" } }, "tags"],
    ["a value of 257", { tags: { k: "v".repeat(257) } }, "tags.k"],
    ["a value with a line break", { tags: { k: "a\nb" } }, "tags.k"],
    ["a value that is no text", { tags: { k: 5 } }, "tags.k"],
    ["a key that objects have", JSON.parse('{"tags":{"__proto__":"v","k":"v"}}'), "tags"],
    ["another one", { tags: { constructor: "v" } }, "tags"],
  ])("are not %s, and the refusal says what would be accepted", (_, labels, field) => {
    const refused = () => parseLabels(labels);
    expect(refused).toThrow(/accepted: (text|at most|a key|a value|keys)/);
    expect(refused).toThrow(
      expect.objectContaining({
        code: "invalid",
        rejections: [expect.objectContaining({ field: expect.stringContaining(field) })],
      }),
    );
  });

  it("are the same text whatever order tags came in", () => {
    expect(tagTexts(parseLabels({ tags: { b: "2", a: "1" } }))).toEqual(["a=1", "b=2"]);
    expect(JSON.stringify(parseLabels({ tags: { b: "2", a: "1" } }))).toBe('{"tags":{"a":"1","b":"2"}}');
    expect(parseLabels({ tags: {} })).toEqual({});
  });
});

describe("a filter on tags", () => {
  const job = { tags: { team: "net", empty: "", sum: "1+1=2" } };
  it.each([
    ["team", true],
    ["team=net", true],
    ["team=ne", false],
    ["team=", false],
    ["empty=", true],
    ["empty", true],
    ["sum=1+1=2", true],
    ["toString", false],
    ["nowhere", false],
  ])("%s holds of what has it: %s", (text, holds) => {
    const filter = parseTagFilter(text);
    expect(filter && hasTag(job, filter)).toBe(holds);
    expect(filter && hasTag({}, filter)).toBe(false);
  });

  it.each(["", "=v", "\u0000", "a=\n"])("is not %j", (text) => {
    expect(parseTagFilter(text)).toBeUndefined();
  });
});
