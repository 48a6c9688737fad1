import openapiTS, { astToString } from "openapi-typescript";

const written = "Written by `npm run openapi` from the OpenAPI document; a test compares.";

/** What is read of an OpenAPI document besides its types. */
interface Operations {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

/** The types of an OpenAPI document, which comes as JSON. A field with a default may be left out of a request. */
export async function renderTypes(document: string): Promise<string> {
  const types = await openapiTS(document, { immutable: true, defaultNonNullable: false });
  return `// ${written}\n${astToString(types)}`;
}

/** A module that says where each operation of an OpenAPI document is, which comes as JSON. */
export function renderOperations(document: string): string {
  const { paths }: Operations = JSON.parse(document);
  const lines = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => lineOf(method, path, operation)),
  );
  return `/** Where each operation is. ${written} */
export const operationTable = {
${lines.join("\n")}
} as const;
`;
}

function lineOf(
  method: string,
  path: string,
  { operationId, parameters = [], responses }: Operation,
): string {
  const isKeyed = parameters.some(({ name }) => name === "idempotency-key");
  const good = Object.entries(responses).find(([status]) => status.startsWith("2"))?.[1].content ?? {};
  const isText = !("application/json" in good);
  return `  ${operationId}: { method: "${method}", path: "${path}", isKeyed: ${isKeyed}, isText: ${isText} },`;
}
