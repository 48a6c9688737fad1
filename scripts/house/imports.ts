import { existsSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { type Argument, type Expression, type Node, type StringLiteral, Visitor } from "oxc-parser";
import { ours, readSources, type Source } from "./sources.ts";

export interface Import {
  /** Paths from the root of the repository, with forward slashes. */
  from: string;
  to: string;
  /** How `from` names it. */
  specifier: string;
  /**
   * What loads it: a static one is loaded with the importing module, a dynamic one by `import(…)` within a function, a
   * type never. Node.js loads also what only an inline `{ type A }` is imported from, so that is static; so is `require(…)`,
   * and what a function asks for that is called where it is written.
   */
  kind: "static" | "dynamic" | "type";
}

/** Every import of one module of ours from another, type imports included. */
export const readImports = (root: string, folders: readonly string[] = ours): Import[] =>
  readSources(root, folders).flatMap((source) =>
    specifiersOf(source).flatMap(({ specifier, kind }) => {
      const to = fileOf(root, source.path, specifier);
      return to === undefined ? [] : [{ from: source.path, to, specifier, kind }];
    }),
  );

export interface Specifier {
  specifier: string;
  kind: Import["kind"];
}

/** What a module says it imports. What is only known when it runs, such as `import(path)`, is left out. */
export function specifiersOf({ program }: Source): Specifier[] {
  const found: Specifier[] = [];
  const add = (source: StringLiteral | null, kind: Import["kind"]) =>
    source === null || found.push({ specifier: source.value, kind });
  const addText = (text: string | undefined, kind: Import["kind"]) =>
    text === undefined || found.push({ specifier: text, kind });
  let functions = 0;
  const atOnce = new Set<Node>();
  const enter = (written: Node) => void (atOnce.has(written) || functions++);
  const leave = (written: Node) => void (atOnce.has(written) || functions--);
  const asked = (): Import["kind"] => (functions === 0 ? "static" : "dynamic");
  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    ImportDeclaration: ({ source, importKind }) => add(source, loadedAs(importKind)),
    ExportNamedDeclaration: ({ source, exportKind }) => add(source, loadedAs(exportKind)),
    ExportAllDeclaration: ({ source, exportKind }) => add(source, loadedAs(exportKind)),
    TSImportType: ({ source }) => add(source, "type"),
    TSImportEqualsDeclaration: ({ moduleReference: named, importKind }) =>
      named.type === "TSExternalModuleReference" && add(named.expression, loadedAs(importKind)),
    ImportExpression: ({ source }) => addText(textOf(source), asked()),
    NewExpression: ({ callee, arguments: [first] }) => {
      const text = callee.type === "Identifier" && callee.name === "URL" ? textOf(first) : undefined;
      addText(text !== undefined && isModule.test(text) ? text : undefined, "dynamic");
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      atOnce.add(bare(callee));
      if (isRequire(callee)) addText(textOf(first), "static");
      if (isResolve(callee)) addText(textOf(first), "dynamic");
    },
  }).visit(program);
  return found;
}

/** What a worker, a process or a bundler is given: a module's path from this one. */
const isModule = /^\.{1,2}\/.*\.[cm]?[jt]sx?$/;

/** An expression without the brackets around it. */
const bare = (expression: Expression): Expression =>
  expression.type === "ParenthesizedExpression" ? bare(expression.expression) : expression;

const loadedAs = (kind: "value" | "type" | null | undefined): Import["kind"] =>
  kind === "type" ? "type" : "static";

/** `require(…)`, `module.require(…)` and `require.resolve(…)`. */
const isRequire = (callee: Expression): boolean =>
  callee.type === "MemberExpression"
    ? isRequire(callee.object) ||
      (callee.property.type === "Identifier" && callee.property.name === "require")
    : callee.type === "Identifier" && callee.name === "require";

/** `import.meta.resolve(…)`: whoever asks where a module is has it loaded. */
const isResolve = (callee: Expression): boolean =>
  callee.type === "MemberExpression" &&
  callee.object.type === "MetaProperty" &&
  callee.property.type === "Identifier" &&
  callee.property.name === "resolve";

/** The text of an expression that is always the same one: of a string, or of a template without holes. */
function textOf(expression: Argument | undefined): string | undefined {
  if (expression?.type === "Literal" && typeof expression.value === "string") return expression.value;
  if (expression?.type !== "TemplateLiteral" || expression.expressions.length > 0) return undefined;
  return expression.quasis[0]?.value.cooked ?? undefined;
}

/** The file a specifier names; undefined for what is not ours. */
function fileOf(root: string, from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return onDisk(root, posix.normalize(posix.join(dirname(from), specifier)));
  const [, name, path] = /^@crisscross\/([^/]+)\/(.+)$/.exec(specifier) ?? [];
  return name === undefined ? undefined : `packages/${name}/src/${path}.ts`;
}

/** TypeScript also finds `a.ts` by the names `a.js` and `a`, and `a/index.ts` by `a`. */
function onDisk(root: string, path: string): string {
  const names = [path, path.replace(/js(x?)$/, "ts$1"), `${path}.ts`, `${path}/index.ts`];
  return names.find((name) => /\.\w+$/.test(name) && existsSync(join(root, name))) ?? path;
}
