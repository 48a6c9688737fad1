import { type LogPattern, PatternError } from "./log-pattern.ts";
import { type Path, parsePath, readPath } from "./path.ts";

type Test = (root: unknown) => boolean;

/** `{ $.type = "platform.report" && ($.record.status = "timeout" || $.n >= 3) }`; lines that are no JSON never match. */
export function parseJsonPattern(text: string): LogPattern {
  const test = new JsonPatternParser(text).parse();
  return (message) => {
    const root = parseLine(message);
    return root !== undefined && test(root);
  };
}

const token =
  /\s*(\$(?:\.?\[(?:\d+|'[^']*')\]|\.[\w-]+)+|&&|\|\||<=|>=|!=|[=<>(){}]|"(?:[^"\\]|\\.)*"|%[^%]*%|[^\s=<>(){}!&|"]+)/gy;

/** && binds tighter than ||. */
class JsonPatternParser {
  readonly #text: string;
  readonly #tokens: string[] = [];

  constructor(text: string) {
    this.#text = text;
    token.lastIndex = 0;
    let endOfLast = 0;
    for (let match = token.exec(text); match !== null; match = token.exec(text)) {
      this.#tokens.push(match[1] ?? "");
      endOfLast = token.lastIndex;
    }
    if (text.slice(endOfLast).trim() !== "") throw this.#error(text.slice(endOfLast).trim());
  }

  parse(): Test {
    this.#expect("{");
    const test = this.#parseAny();
    this.#expect("}");
    if (this.#tokens.length > 0) throw this.#error(this.#tokens.join(" "));
    return test;
  }

  #parseAny(): Test {
    const tests = [this.#parseAll()];
    while (this.#accept("||")) tests.push(this.#parseAll());
    return (root) => tests.some((test) => test(root));
  }

  #parseAll(): Test {
    const tests = [this.#parseOne()];
    while (this.#accept("&&")) tests.push(this.#parseOne());
    return (root) => tests.every((test) => test(root));
  }

  #parseOne(): Test {
    if (this.#accept("(")) {
      const test = this.#parseAny();
      this.#expect(")");
      return test;
    }
    const selector = this.#next();
    const path = parsePath(selector);
    if (path === undefined) throw this.#error(selector);
    return this.#parseComparison(path, this.#next());
  }

  #parseComparison(path: Path, operator: string): Test {
    const literal = this.#next();
    const expected = Number(literal);
    const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(literal);
    if (operator === "=" || operator === "!=") {
      const equals = isNumber ? equalsNumber(expected) : equalsText(this.#readText(literal));
      // Only a text, a number or a flag can be compared: a missing field, null, a list or an object never matches.
      return (root) => {
        const value = readPath(root, path);
        return isComparable(value) && equals(value) === (operator === "=");
      };
    }
    const compare = orders[operator];
    if (compare === undefined) throw this.#error(operator);
    if (!isNumber) throw this.#error(`${operator} ${literal}`);
    return (root) => {
      const value = readPath(root, path);
      return typeof value === "number" && compare(value, expected);
    };
  }

  #readText(literal: string): string {
    if (literal.startsWith("%")) throw this.#error(`${literal} (regular expressions are not supported)`);
    if (literal.startsWith('"')) return literal.slice(1, -1).replaceAll(/\\(.)/gs, "$1");
    if (/^[\w.*-]+$/.test(literal)) return literal;
    throw this.#error(`${literal} (texts with such characters stand in double quotes)`);
  }

  #accept(expected: string): boolean {
    if (this.#tokens[0] !== expected) return false;
    this.#tokens.shift();
    return true;
  }

  #expect(expected: string): void {
    const found = this.#next();
    if (found !== expected) throw this.#error(`${found}, where ${expected} should be`);
  }

  #next(): string {
    const next = this.#tokens.shift();
    if (next === undefined) throw this.#error("its end");
    return next;
  }

  #error(at: string): PatternError {
    return new PatternError(`The filter pattern ${this.#text} cannot be read at ${at}.`);
  }
}

type Comparable = string | number | boolean;

function isComparable(value: unknown): value is Comparable {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

const orders: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function equalsNumber(expected: number): (value: Comparable) => boolean {
  return (value) =>
    typeof value === "number" ? value === expected : value !== "" && Number(value) === expected;
}

/** An asterisk at an end stands for any text; inside a text it is itself. */
function equalsText(expected: string): (value: Comparable) => boolean {
  const open = expected.startsWith("*");
  const ended = expected.length > 1 && expected.endsWith("*");
  const core = expected.slice(open ? 1 : 0, ended ? -1 : undefined);
  return (value) => {
    const text = String(value);
    if (open && ended) return text.includes(core);
    if (open) return text.endsWith(core);
    return ended ? text.startsWith(core) : text === core;
  };
}

function parseLine(message: string): unknown {
  if (!message.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
