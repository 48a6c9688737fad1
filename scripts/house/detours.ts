import { type Comment, type ImportDeclarationSpecifier, type Node, Visitor } from "oxc-parser";
import type { Source } from "./sources.ts";

const core = "core has no clock, randomness, environment or network: they are passed in";

/** Ways round the bans of lint and of the order, one sentence each; none when all is well. */
export function detoursOf(source: Source): string[] {
  if (!source.path.startsWith("packages/")) return [];
  const inCore = source.path.startsWith("packages/core/");
  // Only the local cloud loads what it cannot name: bundles, and another package's files.
  const unnamed = source.path.startsWith("packages/local/") ? [] : unnamedIn(source);
  const found = [
    ...loadersIn(source),
    ...unnamed,
    ...(inCore ? [...declaredIn(source), ...referencesIn(source)] : []),
  ];
  return found.map((what) => `${source.path}: ${what}`);
}

/** What makes a `require` of another name, which no reader of imports sees. */
function loadersIn({ program }: Source): string[] {
  const found: string[] = [];
  const add = () => found.push("createRequire loads modules that nobody sees: say import");
  const isLoader = (text: unknown) => text === "node:module" || text === "module";
  new Visitor({
    ImportDeclaration: ({ source, specifiers }) => {
      if (isLoader(source.value) && !specifiers.every(isHarmless)) add();
    },
    ExportAllDeclaration: ({ source }) => void (isLoader(source.value) && add()),
    ExportNamedDeclaration: ({ source }) => void (isLoader(source?.value) && add()),
    ImportExpression: ({ source }) => void (source.type === "Literal" && isLoader(source.value) && add()),
    CallExpression: ({ arguments: [first] }) =>
      void (first?.type === "Literal" && isLoader(first.value) && add()),
  }).visit(program);
  return found;
}

/** `import(…)` of what is put together when it runs. */
function unnamedIn({ program }: Source): string[] {
  const found: string[] = [];
  new Visitor({
    ImportExpression: ({ source }) => {
      const isNamed =
        source.type === "Literal" || (source.type === "TemplateLiteral" && source.expressions.length === 0);
      if (!isNamed) found.push("import() of a name that nobody sees: write the name out");
    },
  }).visit(program);
  return found;
}

/** One name of the module, and not this one: all of the module has it. */
const isHarmless = (specifier: ImportDeclarationSpecifier): boolean =>
  specifier.type === "ImportSpecifier" &&
  specifier.imported.type === "Identifier" &&
  !["createRequire", "default", "Module"].includes(specifier.imported.name);

/** Values said to exist, and the constructors of functions, which compile text. A brand's symbol exists nowhere. */
function declaredIn({ program }: Source): string[] {
  const found: string[] = [];
  const add = (what: string) => found.push(`${what}: ${core}`);
  new Visitor({
    VariableDeclaration: ({ declare, declarations }) => {
      if (declare && !declarations.every(({ id }) => isBrand(id.typeAnnotation?.typeAnnotation)))
        add("declare of a value");
    },
    TSDeclareFunction: ({ declare }) => void (declare && add("declare of a function")),
    ClassDeclaration: ({ declare }) => void (declare && add("declare of a class")),
    TSEnumDeclaration: ({ declare }) => void (declare && add("declare of an enum")),
    TSModuleDeclaration: () => void add("declare of a module"),
    Identifier: ({ name, start }) => {
      if (name === "constructor" && !ownConstructors(program).has(start)) add("a constructor that is taken");
    },
    Literal: ({ value }) => void (value === "constructor" && add("a constructor that is taken")),
    TemplateElement: ({ value }) =>
      void (value.cooked === "constructor" && add("a constructor that is taken")),
  }).visit(program);
  return found;
}

const isBrand = (type: Node | null | undefined): boolean =>
  type?.type === "TSTypeOperator" &&
  type.operator === "unique" &&
  type.typeAnnotation.type === "TSSymbolKeyword";

/** Where a class names the constructor it writes. */
function ownConstructors(program: Source["program"]): Set<number> {
  const starts = new Set<number>();
  new Visitor({
    MethodDefinition: ({ kind, key }) => void (kind === "constructor" && starts.add(key.start)),
  }).visit(program);
  return starts;
}

/** `/// <reference types="node" />` brings all of Node.js to a file's types. */
const referencesIn = ({ comments }: Source): string[] =>
  comments.filter(isReference).map(({ value }) => `${value.slice(1).trim()}: ${core}`);

const isReference = ({ type, value }: Comment): boolean =>
  type === "Line" && /^\/\s*<(?:reference|amd)/.test(value);
