import { nameOf, parseVariant } from "@crisscross/core/job/variant";
import fc from "fast-check";
import { expect, it } from "vitest";

it("reads a name's modifiers in any order", () => {
  expect(parseVariant("db-get/down=7/via=eu-west-2+us-west-1/up=5/quiet/fresh")).toEqual({
    work: "db-get",
    path: "nested",
    connection: "fresh",
    quiet: true,
    via: ["eu-west-2", "us-west-1"],
    upBytes: 5,
    downBytes: 7,
  });
});

it.each([
  "",
  "warm",
  "bare/",
  "bare/fresh/fresh",
  "bare/up",
  "bare/up=-1",
  "bare/up=262145",
  "bare/direct=1",
  "bare/quiet=1",
  "bare/quiet/quiet",
  "bare/toString",
  "BARE",
])("does not know %j", (name) => {
  expect(parseVariant(name)).toBeUndefined();
});

it("gives every variant one name, which reads back as it", () => {
  const variant = fc.record({
    work: fc.constantFrom("bare" as const, "db-get" as const, "db-put" as const),
    path: fc.constant("nested" as const),
    connection: fc.constantFrom("reused" as const, "fresh" as const),
    quiet: fc.boolean(),
    via: fc.array(fc.constantFrom("eu-west-2" as const, "us-west-1" as const), { maxLength: 3 }),
    upBytes: fc.integer({ min: 0, max: 262_144 }),
    downBytes: fc.integer({ min: 0, max: 262_144 }),
  });
  fc.assert(
    fc.property(variant, (drawn) => {
      expect({ ...parseVariant(nameOf(drawn)) }).toEqual({ ...drawn });
    }),
  );
});
