import type { Json } from "./schemas.ts";

const text = (description: string): Json => ({ description, schema: { type: "string" } });

/** Headers of answers, in words. */
const described: Record<string, Json> = {
  allow: text("The methods that the path has."),
  "apigw-requestid": text("The id of the request, as logs have it; a problem has it as `instance`."),
  "cache-control": text("Whether the answer may be kept. What needs a token is never kept by others."),
  "content-security-policy": text("The page may load and run nothing."),
  "crisscross-damaged": text(
    "Blocks that are stored and cannot be read, as ORIGIN.BLOCK, with commas between.",
  ),
  etag: text(
    "A weak tag of the answer. Send it as If-None-Match; while nothing changes the answer is a 304.",
  ),
  "idempotent-replayed": {
    description: "An earlier request under the same idempotency key made this job.",
    schema: { const: "true" },
  },
  link: text('The next page, `<path>; rel="next"`; absent on the last one.'),
  location: text("The path of the job."),
  "retry-after": {
    description: "Whole seconds to wait before the same request is sent again.",
    schema: { type: "string", pattern: "^[0-9]+$" },
  },
  "www-authenticate": text("Which kind of token is asked for."),
  "x-content-type-options": { description: "The content type is meant.", schema: { const: "nosniff" } },
};

/** The headers of an answer and the gateway's own, by their names in the document. Throws for one that is not described. */
export function headersOf(names: readonly string[]): Json {
  const pairs = [...names, "apigw-requestid"].toSorted().map((name) => {
    if (!(name in described))
      throw new Error(`the header ${name} has no words in scripts/openapi/headers.ts`);
    return [name, { $ref: `#/components/headers/${name}` }];
  });
  return Object.fromEntries(pairs);
}

/** The headers that the document names. */
export const componentHeaders = (): Json => described;
