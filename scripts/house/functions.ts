import { type Expression, type Span, Visitor } from "oxc-parser";
import type { Source } from "./sources.ts";

export interface WrittenFunction {
  /** Path and first line, as an editor opens it. */
  place: string;
  /** From its first line to its last, with blank ones and comments. */
  lines: number;
}

/**
 * Every function, method, arrow function and static block of a module, those within others too. What `describe` is given counts as a room of
 * tests rather than a function: each test in it is one.
 */
export function functionsOf({ path, text, program }: Source): WrittenFunction[] {
  const found: WrittenFunction[] = [];
  const suites = new Set<Span>();
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  const add = (written: Span) => {
    if (suites.has(written)) return;
    const [first, last] = [lineOf(written.start), lineOf(written.end)];
    found.push({ place: `${path}:${first}`, lines: last - first + 1 });
  };
  new Visitor({
    CallExpression: ({ callee, arguments: given }) => {
      if (isDescribe(callee)) for (const one of given) suites.add(one);
    },
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: add,
    StaticBlock: add,
  }).visit(program);
  return found;
}

/** `describe`, `describe.each(…)` and so on. */
function isDescribe(callee: Expression): boolean {
  if (callee.type === "CallExpression") return isDescribe(callee.callee);
  if (callee.type === "MemberExpression") return isDescribe(callee.object);
  return callee.type === "Identifier" && callee.name === "describe";
}
