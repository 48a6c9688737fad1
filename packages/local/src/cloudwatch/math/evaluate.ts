import { fill, functions, type Grid, listIndexes } from "./functions.ts";
import type { BinaryOperator, Expression } from "./parse.ts";
import { MathError, type MathValue, type Series, scalar, type TimeSeries } from "./series.ts";

export interface Scope {
  grid: Grid;
  /** The result of a query by its id. */
  resolve: (id: string) => MathValue;
  /** The metrics of the request whose id contains the text; expressions are not among them. */
  metrics: (containing: string) => TimeSeries[];
}

const special: Readonly<Record<string, (call: Expression[], scope: Scope) => MathValue>> = {
  METRICS([pattern], scope) {
    return { kind: "list", items: scope.metrics(pattern?.kind === "text" ? pattern.value : "") };
  },
  FILL([operand, filler], scope) {
    const value = evaluate(need(operand, "FILL"), scope);
    const word =
      filler?.kind === "name" && (filler.name === "REPEAT" || filler.name === "LINEAR")
        ? filler.name
        : undefined;
    const by = word ?? evaluate(need(filler, "FILL"), scope);
    const change = (series: TimeSeries): TimeSeries => ({
      ...series,
      points: fill(series.points, by, scope.grid),
    });
    if (value.kind === "scalar") throw new MathError("FILL needs a time series.");
    return value.kind === "series" ? change(value) : { kind: "list", items: value.items.map(change) };
  },
  IF([condition, then, otherwise], scope) {
    const test = evaluate(need(condition, "IF"), scope);
    const yes = evaluate(need(then, "IF"), scope);
    const no = otherwise === undefined ? undefined : evaluate(otherwise, scope);
    if (test.kind === "scalar") return test.value !== 0 ? yes : (no ?? emptySeries);
    if (test.kind === "list")
      throw new MathError("IF needs a condition that is a number or one time series.");
    const points = new Map<number, number>();
    for (const [index, value] of test.points) {
      const chosen = value !== 0 ? yes : no;
      const at = chosen === undefined ? undefined : readAt(chosen, index);
      if (at !== undefined) points.set(index, at);
    }
    return { kind: "series", label: "", points };
  },
  PERIOD(_call, scope) {
    return scalar(scope.grid.periodMs / 1000);
  },
};

const emptySeries: MathValue = { kind: "series", label: "", points: new Map() };

/** Names of the functions an expression may call. */
export const isFunction = (name: string): boolean =>
  Object.hasOwn(special, name) || Object.hasOwn(functions, name);

/** Evaluates an expression over the windows of a request. Throws MathError for what does not fit together. */
export function evaluate(expression: Expression, scope: Scope): MathValue {
  switch (expression.kind) {
    case "number":
      return scalar(expression.value);
    case "text":
      throw new MathError(`The text "${expression.value}" is not a value.`);
    case "name":
      return scope.resolve(expression.name);
    case "list":
      return { kind: "list", items: expression.items.flatMap((item) => toItems(evaluate(item, scope))) };
    case "unary":
      return combine("-", scalar(0), evaluate(expression.operand, scope));
    case "binary":
      return combine(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
      );
    case "call": {
      const own = special[expression.name];
      if (own !== undefined) return own(expression.arguments, scope);
      const plain = functions[expression.name];
      if (plain === undefined) throw new MathError(`The function ${expression.name} is not supported.`);
      return plain(
        expression.arguments.map((argument) => evaluate(argument, scope)),
        scope.grid,
      );
    }
  }
}

const operations: Readonly<Record<BinaryOperator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
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
  if (left.kind === "list" || right.kind === "list") {
    const items = left.kind === "list" ? left.items : right.kind === "list" ? right.items : [];
    if (left.kind === "list" && right.kind === "list" && left.items.length !== right.items.length) {
      throw new MathError(`The lists on both sides of ${operator} differ in length.`);
    }
    return {
      kind: "list",
      items: items.flatMap((_item, index) =>
        toItems(combine(operator, readItem(left, index), readItem(right, index))),
      ),
    };
  }
  const sides: Series[] = [left, right].flatMap((side) => (side.kind === "series" ? [side.points] : []));
  const points = new Map<number, number>();
  for (const index of listIndexes(sides)) {
    const value = operate(readAt(left, index) ?? 0, readAt(right, index) ?? 0);
    if (Number.isFinite(value)) points.set(index, value);
  }
  const named = left.kind === "series" ? left : right;
  return { kind: "series", label: named.kind === "series" ? named.label : "", points };
}

function readAt(value: MathValue, index: number): number | undefined {
  if (value.kind === "list") throw new MathError("A list of time series stands where one is needed.");
  return value.kind === "scalar" ? value.value : value.points.get(index);
}

function readItem(value: MathValue, index: number): MathValue {
  return value.kind === "list" ? (value.items[index] ?? emptySeries) : value;
}

function toItems(value: MathValue): TimeSeries[] {
  if (value.kind === "scalar") throw new MathError("A number stands where a time series is needed.");
  return value.kind === "list" ? value.items : [value];
}

function need(expression: Expression | undefined, name: string): Expression {
  if (expression === undefined) throw new MathError(`${name} needs more arguments.`);
  return expression;
}
