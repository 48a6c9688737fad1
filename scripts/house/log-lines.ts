import { type Expression, Visitor } from "oxc-parser";
import type { Source } from "./sources.ts";

/** Methods that write a line: of Powertools' Logger, and of console. */
const writing = new Set(["trace", "debug", "info", "warn", "error", "critical", "log", "logEventIfEnabled"]);

/** Calls that write a line of the log past the table of events, as `object.method`; `logger.info.call(…)` is one. */
export function logLinesIn({ text, program }: Source): string[] {
  const found: string[] = [];
  new Visitor({
    CallExpression: ({ callee }) => {
      const method = writerIn(callee);
      if (method !== undefined) found.push(text.slice(callee.start, callee.end));
    },
    // Taken out, a method writes by another name.
    VariableDeclarator: ({ id, init }) => {
      const from = init?.type === "Identifier" ? init.name : "";
      if (id.type === "ObjectPattern" && /^(?:logger|console)$/i.test(from)) found.push(`{ … } = ${from}`);
    },
  }).visit(program);
  return found;
}

function writerIn(callee: Expression): string | undefined {
  if (callee.type === "ChainExpression" || callee.type === "ParenthesizedExpression")
    return writerIn(callee.expression);
  if (callee.type !== "MemberExpression") return undefined;
  const { object, property } = callee;
  const name =
    property.type === "Identifier" && !callee.computed
      ? property.name
      : property.type === "Literal"
        ? String(property.value)
        : "";
  if (["call", "apply", "bind"].includes(name) && object.type !== "Super") return writerIn(object);
  return writing.has(name) ? name : undefined;
}
