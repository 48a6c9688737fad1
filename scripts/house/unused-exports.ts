import { type BindingPattern, type ModuleExportName, Visitor } from "oxc-parser";
import type { Import } from "./imports.ts";
import type { Source } from "./sources.ts";

/** An export that no other module asks for, or a value that only tests do: fakes are written against types. */
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
      return exportedNames(source).flatMap(({ name, isType }): UnusedExport[] => {
        const users = importers.filter((path) => path !== source.path && usedNames.get(path)?.has(name));
        if (users.length === 0) return [{ path: source.path, name, usedBy: "nobody" }];
        if (isType || users.some((path) => !path.startsWith("test/"))) return [];
        return [{ path: source.path, name, usedBy: "tests" }];
      });
    });
}

interface ExportedName {
  name: string;
  isType: boolean;
}

/** A schema and the type of its name are one, which is a type. */
function exportedNames({ program }: Source): ExportedName[] {
  const isType = new Map<string, boolean>();
  const add = (name: string, ofType: boolean) => void isType.set(name, ofType || isType.get(name) === true);
  new Visitor({
    ExportNamedDeclaration: ({ declaration, specifiers, exportKind }) => {
      for (const { exported } of specifiers) add(nameOf(exported), exportKind === "type");
      if (declaration?.type === "VariableDeclaration")
        for (const { id } of declaration.declarations) for (const name of namesIn(id)) add(name, false);
      else if (declaration && "id" in declaration && declaration.id?.type === "Identifier")
        add(declaration.id.name, exportKind === "type");
    },
  }).visit(program);
  return [...isType].map(([name, ofType]) => ({ name, isType: ofType }));
}

/** Of a variable, or of an object that is taken apart. */
const namesIn = (pattern: BindingPattern): string[] => {
  if (pattern.type === "Identifier") return [pattern.name];
  if (pattern.type !== "ObjectPattern") return [];
  return pattern.properties.flatMap((one) =>
    one.type === "Property" ? namesIn(one.value) : namesIn(one.argument),
  );
};

/** By import and export, by what is added to a module, and as members: of `import * as`, and of what `import(…)` gives. */
function namesAskedFor({ program }: Source): Set<string> {
  const names = new Set<string>();
  new Visitor({
    ImportSpecifier: ({ imported }) => void names.add(nameOf(imported)),
    ExportSpecifier: ({ local }) => void names.add(nameOf(local)),
    MemberExpression: ({ property }) => void (property.type === "Identifier" && names.add(property.name)),
    TSModuleDeclaration: ({ body }) => {
      if (body?.type !== "TSModuleBlock") return;
      for (const one of body.body) if (one.type === "TSInterfaceDeclaration") names.add(one.id.name);
    },
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
