import { type BindingPattern, type ModuleExportName, Visitor } from "oxc-parser";
import type { Import } from "./imports.ts";
import type { Source } from "./sources.ts";

/** An exported value that no other module asks for, or that only tests do. Types are left out: signatures name them. */
export interface UnusedExport {
  path: string;
  name: string;
  usedBy: "nobody" | "tests";
}

/** Of the modules that `isOurs` says. `imports` are all that there are, and `sources` the modules they are in. */
export function unusedExports(
  sources: readonly Source[],
  imports: readonly Import[],
  isOurs: (path: string) => boolean,
): UnusedExport[] {
  const usedNames = new Map(sources.map((source) => [source.path, namesAskedFor(source)]));
  return sources
    .filter(({ path }) => isOurs(path))
    .flatMap((source) => {
      const importers = [...new Set(imports.filter(({ to }) => to === source.path).map(({ from }) => from))];
      return exportedValues(source).flatMap((name): UnusedExport[] => {
        const users = importers.filter((path) => path !== source.path && usedNames.get(path)?.has(name));
        if (users.some((path) => !path.startsWith("test/"))) return [];
        return [{ path: source.path, name, usedBy: users.length === 0 ? "nobody" : "tests" }];
      });
    });
}

/** A schema that shares its name with its type goes with it. */
function exportedValues({ program }: Source): string[] {
  const names: string[] = [];
  const types: string[] = [];
  new Visitor({
    TSTypeAliasDeclaration: ({ id }) => void types.push(id.name),
    ExportNamedDeclaration: ({ declaration, specifiers, exportKind }) => {
      if (exportKind === "type") return;
      for (const { exported } of specifiers) names.push(nameOf(exported));
      if (declaration?.type === "VariableDeclaration")
        for (const { id } of declaration.declarations) names.push(...namesIn(id));
      else if (declaration && "id" in declaration && declaration.id?.type === "Identifier")
        names.push(declaration.id.name);
    },
  }).visit(program);
  return [...new Set(names)].filter((name) => !types.includes(name));
}

/** Of a variable, or of an object that is taken apart. */
const namesIn = (pattern: BindingPattern): string[] => {
  if (pattern.type === "Identifier") return [pattern.name];
  if (pattern.type !== "ObjectPattern") return [];
  return pattern.properties.flatMap((one) =>
    one.type === "Property" ? namesIn(one.value) : namesIn(one.argument),
  );
};

/** By import and export, and as members: of `import * as`, and of what `import(…)` gives. */
function namesAskedFor({ program }: Source): Set<string> {
  const names = new Set<string>();
  new Visitor({
    ImportSpecifier: ({ imported }) => void names.add(nameOf(imported)),
    ExportSpecifier: ({ local }) => void names.add(nameOf(local)),
    MemberExpression: ({ property }) => void (property.type === "Identifier" && names.add(property.name)),
    TSQualifiedName: ({ right }) => void names.add(right.name),
    TSImportType: ({ qualifier }) => void (qualifier?.type === "Identifier" && names.add(qualifier.name)),
    ObjectPattern: ({ properties }) => {
      for (const one of properties)
        if (one.type === "Property" && one.key.type === "Identifier") names.add(one.key.name);
    },
  }).visit(program);
  return names;
}

const nameOf = (name: ModuleExportName): string => (name.type === "Literal" ? name.value : name.name);
