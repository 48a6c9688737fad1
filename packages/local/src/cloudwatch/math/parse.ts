import { MathError } from "./series.ts";

export type Expression =
  | { kind: "number"; value: number }
  /** A query's id. */
  | { kind: "name"; name: string }
  | { kind: "call"; name: string; arguments: Expression[] }
  | { kind: "unary"; operand: Expression }
  | { kind: "binary"; operator: BinaryOperator; left: Expression; right: Expression };

export type BinaryOperator = (typeof precedence)[number][number];

/** Loosest first. */
const precedence = [["||"], ["&&"], ["==", "!=", "<=", ">=", "<", ">"], ["+", "-"], ["*", "/"]] as const;
const words: Readonly<Record<string, string>> = { AND: "&&", OR: "||" };

const token = /\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+|[A-Za-z_]\w*|==|!=|<=|>=|&&|\|\||[-+*/<>(),])/gy;

/** Reads a metric math expression. Throws MathError naming the place. */
export function parseExpression(text: string): Expression {
  const tokens: string[] = [];
  token.lastIndex = 0;
  let endOfLast = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    tokens.push(match[1] ?? "");
    endOfLast = token.lastIndex;
  }
  const rest = text.slice(endOfLast).trim();
  const fail = (at: string): MathError => new MathError(`The expression ${text} cannot be read at ${at}.`);
  if (rest !== "") throw fail(rest);

  const next = (): string => {
    const found = tokens.shift();
    if (found === undefined) throw fail("its end");
    return found;
  };
  const expect = (wanted: string): void => {
    const found = next();
    if (found !== wanted) throw fail(`${found}, where ${wanted} should be`);
  };

  function parseBinary(level: number): Expression {
    const operators: readonly BinaryOperator[] | undefined = precedence[level];
    if (operators === undefined) return parseUnary();
    let left = parseBinary(level + 1);
    for (;;) {
      const found = words[tokens[0] ?? ""] ?? tokens[0];
      const operator = operators.find((one) => one === found);
      if (operator === undefined) return left;
      tokens.shift();
      left = { kind: "binary", operator, left, right: parseBinary(level + 1) };
    }
  }

  function parseUnary(): Expression {
    if (tokens[0] !== "-") return parseAtom();
    tokens.shift();
    return { kind: "unary", operand: parseUnary() };
  }

  function parseArguments(): Expression[] {
    const given: Expression[] = [];
    if (tokens[0] === ")") {
      tokens.shift();
      return given;
    }
    for (;;) {
      given.push(parseBinary(0));
      const after = next();
      if (after === ")") return given;
      if (after !== ",") throw fail(`${after}, where , or ) should be`);
    }
  }

  function parseAtom(): Expression {
    const found = next();
    if (/^[\d.]/.test(found)) return { kind: "number", value: Number(found) };
    if (found === "(") {
      const inner = parseBinary(0);
      expect(")");
      return inner;
    }
    if (!/^[A-Za-z_]/.test(found)) throw fail(found);
    if (tokens[0] !== "(") return { kind: "name", name: found };
    tokens.shift();
    return { kind: "call", name: found, arguments: parseArguments() };
  }

  const expression = parseBinary(0);
  if (tokens.length > 0) throw fail(tokens.join(" "));
  return expression;
}

/** The ids of queries an expression names. */
export function listNames(expression: Expression): string[] {
  switch (expression.kind) {
    case "name":
      return /^[a-z]/.test(expression.name) ? [expression.name] : [];
    case "call":
      return expression.arguments.flatMap(listNames);
    case "unary":
      return listNames(expression.operand);
    case "binary":
      return [...listNames(expression.left), ...listNames(expression.right)];
    default:
      return [];
  }
}

/** How many operators and functions an expression has; each is worked out for every window. */
export function countOperations(expression: Expression): number {
  switch (expression.kind) {
    case "call":
      return 1 + expression.arguments.reduce((sum, one) => sum + countOperations(one), 0);
    case "unary":
      return 1 + countOperations(expression.operand);
    case "binary":
      return 1 + countOperations(expression.left) + countOperations(expression.right);
    default:
      return 0;
  }
}
