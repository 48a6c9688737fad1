import type { operations } from "../contract.d.ts";

/** Every operation of the API, by its id in the OpenAPI document. */
export type OperationName = keyof operations;

type Parameters<Name extends OperationName> = operations[Name]["parameters"];

/** Without what the client sends by itself. */
type Given<Values> = { readonly [Key in keyof Values as Exclude<Key, "if-none-match">]: Values[Key] };

/** One place of parameters: left out where there are none, optional where none has to be given. */
type Placed<Place extends string, Values> = [keyof NonNullable<Values>] extends [never]
  ? unknown
  : Partial<Values> extends Values
    ? { readonly [place in Place]?: Values }
    : { readonly [place in Place]: Values };

type Body<Name extends OperationName> = operations[Name] extends {
  readonly requestBody: { readonly content: infer Content };
}
  ? { readonly body: Content[keyof Content] }
  : unknown;

/** What an operation is asked with: path, query, header and body as the document has them. */
export type Asked<Name extends OperationName> = Placed<"path", Parameters<Name>["path"]> &
  Placed<"query", Parameters<Name>["query"]> &
  Placed<"header", Given<NonNullable<Parameters<Name>["header"]>>> &
  Body<Name> & {
    /** Ends this call. */
    readonly signal?: AbortSignal;
  };

/** Of an operation that may be run dry 200 is the answer of that, and 202 of the real one. */
type Good<Responses> = Responses extends { readonly 202: infer Accepted }
  ? Accepted
  : Responses extends { readonly 201: infer Made }
    ? Made
    : Responses extends { readonly 200: infer Ok }
      ? Ok
      : { readonly content: { readonly none: undefined } };

type Content<Answer> = Answer extends { readonly content: infer Media } ? Media[keyof Media] : undefined;

/** What an operation answers when all is well: a document, or a text. */
export type DataOf<Name extends OperationName> = Content<Good<operations[Name]["responses"]>>;

type Responses<Name extends OperationName> = operations[Name]["responses"];

type Method<Question, Data> = (
  ...asked: Record<never, never> extends Question ? [asked?: Question] : [asked: Question]
) => Promise<Answered<Data>>;

/** How an operation is asked: one that may be run dry answers something else then. */
export type Operation<Name extends OperationName> =
  Responses<Name> extends { readonly 200: infer Dry; readonly 202: unknown }
    ? Method<Asked<Name> & { readonly query: { readonly dryRun: "true" } }, Content<Dry>> &
        Method<Asked<Name> & { readonly query?: { readonly dryRun?: never } }, DataOf<Name>>
    : Method<Asked<Name>, DataOf<Name>>;

/** An answer with its headers; the body is read. */
export interface Answered<Data> {
  readonly data: Data;
  readonly response: Response;
}
