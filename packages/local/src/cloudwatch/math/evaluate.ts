import { functions } from "./functions.ts";
import type { BinaryOperator, Expression } from "./parse.ts";
import { MathError, type MathValue, readAt, scalar } from "./series.ts";

interface Scope {
  /** How many windows the request has. */
  windows: number;
  /** The result of a query by its id. */
  resolve: (id: string) => MathValue;
}

/** Evaluates an expression over the windows of a request. Throws MathError for what does not fit together. */
export function evaluate(expression: Expression, scope: Scope): MathValue {
  switch (expression.kind) {
    case "number":
      return scalar(expression.value);
    case "name":
      return scope.resolve(expression.name);
    case "unary":
      return combine("-", scalar(0), evaluate(expression.operand, scope));
    case "binary":
      return combine(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
      );
    case "call": {
      const called = functions[expression.name];
      if (called === undefined) throw new MathError(`The function ${expression.name} is not supported.`);
      return called(
        expression.arguments.map((argument) => evaluate(argument, scope)),
        scope.windows,
      );
    }
  }
}

const operations: Readonly<Record<BinaryOperator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "<=": (a, b) => Number(a <= b),
  ">=": (a, b) => Number(a >= b),
  "<": (a, b) => Number(a < b),
  ">": (a, b) => Number(a > b),
  "&&": (a, b) => Number(a !== 0 && b !== 0),
  "||": (a, b) => Number(a !== 0 || b !== 0),
};

/** A value missing on one side counts as 0; a point that would divide by zero is dropped (both as CloudWatch). */
function combine(operator: BinaryOperator, left: MathValue, right: MathValue): MathValue {
  const operate = operations[operator];
  if (left.kind === "scalar" && right.kind === "scalar") return scalar(operate(left.value, right.value));
  const sides = [left, right].flatMap((side) => (side.kind === "series" ? [side] : []));
  const indexes = new Set(sides.flatMap(({ points }) => [...points.keys()]));
  const points = new Map<number, number>();
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const value = operate(readAt(left, index) ?? 0, readAt(right, index) ?? 0);
    if (Number.isFinite(value)) points.set(index, value);
  }
  return { kind: "series", label: sides[0]?.label ?? "", points };
}
