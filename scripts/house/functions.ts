import { type Span, Visitor } from "oxc-parser";
import type { Source } from "./sources.ts";

export interface WrittenFunction {
  /** Path and first line, as an editor opens it. */
  place: string;
  /** From its first line to its last, with blank ones and comments. */
  lines: number;
}

/** Every function, method and arrow function of a module, those within others too. */
export function functionsOf({ path, text, program }: Source): WrittenFunction[] {
  const found: WrittenFunction[] = [];
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  const add = ({ start, end }: Span) => {
    const [first, last] = [lineOf(start), lineOf(end)];
    found.push({ place: `${path}:${first}`, lines: last - first + 1 });
  };
  new Visitor({ FunctionDeclaration: add, FunctionExpression: add, ArrowFunctionExpression: add }).visit(
    program,
  );
  return found;
}
