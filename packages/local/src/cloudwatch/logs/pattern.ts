import { isObject, parseObject } from "../../graph/json.ts";

/** Whether a log line matches. */
type LogPattern = (message: string) => boolean;

/** A filter pattern CloudWatch Logs would refuse, or one that this cloud does not know. */
export class PatternError extends Error {}

const comparison = /^\s*\$((?:\.[\w-]+)+)\s*=\s*("(?:[^"\\*]|\\.)*"|[\w.+-]+)\s*(&&|$)/;

/**
 * Reads a filter pattern of CloudWatch Logs that compares fields of JSON lines: `{ $.type = "platform.report" && $.n = 3 }`.
 * The empty one matches every line, and lines that are no JSON match no other. Throws PatternError for all else.
 */
export function parsePattern(text: string): LogPattern {
  const pattern = text.trim();
  if (pattern === "") return () => true;
  const fail = (): PatternError =>
    new PatternError(
      `The filter pattern ${text} is not supported; accepted: a pattern of JSON lines, such as { $.level = "ERROR" && $.count = 1 }.`,
    );
  const tests: ((root: unknown) => boolean)[] = [];
  let [, rest] = /^\{(.*)\}$/s.exec(pattern) ?? [];
  for (let more = "&&"; more === "&&"; ) {
    const [whole = "", path = "", literal = "", next = ""] = comparison.exec(rest ?? "") ?? [];
    if (whole === "") throw fail();
    const equals = readLiteral(literal);
    tests.push((root) => equals(readPath(root, path.slice(1).split("."))));
    rest = rest?.slice(whole.length);
    more = next;
  }
  return (message) => {
    const root = parseObject(message);
    return root !== undefined && tests.every((test) => test(root));
  };
}

/** A number also equals its text, a text also what is printed so; a missing field, null, a list or an object equals nothing. */
function readLiteral(literal: string): (value: unknown) => boolean {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(literal))
    return (value) =>
      typeof value === "number" || (typeof value === "string" && value !== "")
        ? Number(value) === Number(literal)
        : false;
  const text = literal.startsWith('"') ? literal.slice(1, -1).replaceAll(/\\(.)/gs, "$1") : literal;
  return (value) => comparable.has(typeof value) && String(value) === text;
}

const comparable: ReadonlySet<string> = new Set(["string", "number", "boolean"]);

/** What stands there; undefined if nothing does. */
function readPath(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const step of path) {
    if (!isObject(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}
