import fc from "fast-check";

/** Texts that have broken parsers, shells, databases, logs and pages. */
const texts = [
  ...[
    "",
    " ",
    "\t",
    "\u0000",
    "\u0000a",
    "\r\nx-injected: yes",
    "\u001b[2J",
    "\u202eabc",
    "\ufeff",
    "e\u0301",
    "😀".repeat(40),
  ],
  ...[
    "\ud800",
    "a\udfff",
    "null",
    "undefined",
    "NaN",
    "Infinity",
    "-0",
    "1e999",
    "0x10",
    "９",
    "1,2",
    "+1",
    " 1",
  ],
  ...[
    "9".repeat(400),
    "a".repeat(5_000),
    "%",
    "%zz",
    "%00",
    "%2e%2e%2f",
    "%ff%fe",
    "%ed%a0%80",
    "../../etc/passwd",
    "..\\..\\x",
  ],
  ...[
    "' or 1=1 --",
    '"; drop table jobs; --',
    "<script>alert(1)</script>",
    "$" + "{jndi:ldap://x}",
    "{{7*7}}",
    "$(id)",
    "`id`",
    "|id",
  ],
  ...[
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "then",
    "[object Object]",
    "[]",
    "{}",
  ],
  ...[
    "2026-02-30T00:00:00Z",
    "+275760-09-13T00:00:00Z",
    "2026-11-30T24:00:00Z",
    "0000-00-00T00:00:00Z",
    "2026-11-30T10:00:00+25:00",
  ],
  ...[
    "us-east-1,eu-west-2",
    "US-EAST-1",
    "us-east-1 ",
    "*",
    'W/"x"',
    "?a=b",
    "a&b=c",
    "a#b",
    "a/b",
    "//",
    "a;b",
    "a\\b",
  ],
];

export const hostileTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
);

/** Any JSON, most of it of the wrong kind wherever it stands. */
export const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  hostileTexts,
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { "": null }, [[[[[[]]]]]]),
  fc.constantFrom(-1, 0, -0, 1.5, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 32, -(2 ** 31) - 1),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Texts of bodies that are not what they should be before anybody looks at fields. */
export const hostileBodies: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...[
      "",
      " ",
      "{",
      "}",
      "[",
      "nul",
      "{}{}",
      "\ufeff{}",
      '{"a":1,}',
      "{'a':1}",
      '{"a":NaN}',
      '{"a":1e999}',
      '"\\ud800"',
      "\u0000",
    ],
    ...[
      '{"__proto__":{"samples":1}}',
      '{"constructor":{"prototype":{"x":1}}}',
      '{"samples":1,"samples":2}',
      "/* */{}",
      "{}\u0000",
    ],
    ...[
      "[".repeat(8_000),
      '{"a":'.repeat(3_000),
      `{"a":"${"x".repeat(17_000)}"}`,
      `{"${"k".repeat(9_000)}":1}`,
      "1".repeat(16_000),
    ],
  ),
  hostileTexts,
  hostileValues.map((value) => JSON.stringify(value)),
);
