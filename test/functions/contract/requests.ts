import fc from "fast-check";
import type { Asked } from "../http/open-api.ts";
import { type Making, type Schema, valuesOf } from "./arbitrary.ts";
import { hostileBodies, hostileTexts } from "./hostile.ts";

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"];

/** Percent-encoded as a client would, or left as it is: whoever attacks encodes nothing. */
const written = (text: string, isEncoded: boolean): string =>
  isEncoded ? encodeURIComponent(text.toWellFormed()) : text.toWellFormed();

/** What a header's line can carry. */
const asHeader = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "").trim();

const rarely = <T>(arbitrary: fc.Arbitrary<T>, weight: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, { weight, arbitrary });

/** Requests of one operation of the document: with `hostile` 0 only such as it allows, as far as JSON Schema can say it. */
export function requestsOf(
  method: string,
  path: string,
  { parameters = [], requestBody }: Operation,
  making: Making,
): fc.Arbitrary<Asked> {
  const odd = making.hostile === 0 ? 0 : 1;
  const schema = requestBody?.content["application/json"]?.schema;
  const bodies = schema
    ? fc.oneof(
        { weight: 7, arbitrary: valuesOf(schema, making).map((value) => JSON.stringify(value)) },
        { weight: 2 * odd, arbitrary: hostileBodies },
      )
    : rarely(hostileBodies, odd);
  const values = parameters.map((parameter) => {
    const value = valuesOf(parameter.schema, making, parameter.name).map((one) =>
      typeof one === "string" ? one : JSON.stringify(one),
    );
    if (parameter.required && (parameter.in === "path" || odd === 0)) return value;
    return fc.option(value, { nil: undefined, freq: parameter.required ? 9 : 1 });
  });
  return fc
    .record({
      values: fc.tuple(...values),
      strange: rarely(fc.tuple(hostileTexts, hostileTexts), odd),
      isEncoded: fc.oneof(
        { weight: 4, arbitrary: fc.constant(true) },
        { weight: odd, arbitrary: fc.constant(false) },
      ),
      isTwice: rarely(fc.constant(true), odd),
      method: rarely(fc.constantFrom(...methods), odd),
      path: rarely(hostileTexts, odd),
      type: rarely(
        fc.oneof(fc.constantFrom("text/plain", "", "application/json;charset=utf-16"), hostileTexts),
        2,
      ),
      encoding: fc.constantFrom("gzip", "*", "identity"),
      body: bodies,
    })
    .map(({ values: given, strange, isEncoded, isTwice, body, ...request }) => {
      const at = (where: string) =>
        parameters.flatMap(({ name, in: place }, index) => {
          const value = given[index];
          return place === where && value !== undefined ? [[name, value] as const] : [];
        });
      const query = [...at("query"), ...(strange ? [strange] : [])].flatMap((pair) =>
        isTwice ? [pair, pair] : [pair],
      );
      const headers = [
        ["accept-encoding", request.encoding],
        ...(body === undefined ? [] : [["content-type", request.type ?? "application/json"]]),
        ...at("header"),
      ].map(([name = "", value = ""]) => [name, asHeader(value)]);
      const filled = at("path").reduce(
        (text, [name, value]) => text.replace(`{${name}}`, () => written(value, isEncoded)),
        path,
      );
      return {
        method: request.method ?? method,
        rawPath: request.path === undefined ? filled : `${filled}${written(request.path, isEncoded)}`,
        rawQueryString: query.map((pair) => pair.map((one) => written(one, isEncoded)).join("=")).join("&"),
        headers: Object.fromEntries(headers),
        ...(body !== undefined && { body }),
      };
    });
}
