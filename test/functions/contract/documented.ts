import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

/** What tests read of an OpenAPI document. */
export interface Documented {
  paths: Record<string, Record<string, DocumentedOperation>>;
  webhooks: Record<string, Record<string, DocumentedOperation>>;
  components: { schemas: Record<string, object> };
}

export interface DocumentedOperation {
  security?: Record<string, string[]>[];
  requestBody?: { content: Record<string, DocumentedMedia> };
  responses: Record<string, { headers?: Record<string, unknown>; content?: Record<string, DocumentedMedia> }>;
}

export interface DocumentedMedia {
  schema: object;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

/** Headers of a message and of its connection, which no document lists. */
const ofMessages = new Set([
  ...["content-type", "content-encoding", "content-length", "vary"],
  ...["connection", "date", "keep-alive", "transfer-encoding"],
]);

const known = new WeakMap<object, ValidateFunction>();

/** What a value has that its schema in the document does not allow; empty when there is nothing. */
export function faultsOf({ components }: Documented, schema: object, value: unknown): string[] {
  const validate =
    known.get(schema) ??
    new Ajv2020({
      strict: true,
      strictTypes: false,
      strictTuples: false,
      allErrors: true,
      validateFormats: false,
      keywords: ["components"],
    }).compile({ ...schema, components });
  known.set(schema, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The path of a document that a real one is of; undefined where there is none. */
export const pathLike = ({ paths }: Documented, pathname: string): string | undefined =>
  Object.keys(paths).find((path) => new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`).test(pathname));

/** Throws for an answer that the document does not have: another status, header, content type or content. */
export function checkDocumented(
  document: Documented,
  path: string,
  method: string,
  answer: Response,
  text: string,
): void {
  const what = `${method} ${path} answered ${answer.status} ${text.slice(0, 200)}, which /openapi.json`;
  const response = document.paths[path]?.[method.toLowerCase()]?.responses[answer.status];
  if (response === undefined) throw new Error(`${what} does not have`);
  for (const header of answer.headers.keys())
    if (!ofMessages.has(header) && !(header in (response.headers ?? {})))
      throw new Error(`${what} has without the header ${header}`);
  if (answer.status === 304) return;
  const type = answer.headers.get("content-type") ?? "";
  const media = response.content?.[type];
  if (media === undefined) throw new Error(`${what} has not as ${type}`);
  const faults = faultsOf(document, media.schema, /[/+]json$/.test(type) ? JSON.parse(text) : text);
  if (faults.length > 0) throw new Error(`${what} has otherwise: ${faults.join("; ")}`);
}
