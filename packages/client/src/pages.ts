import type { Answered } from "./operation.ts";

/** What an operation is asked with that answers a page at a time. */
interface Paged {
  readonly query?: { readonly cursor?: string };
}

/** Every page of a list, from the one asked for to the last: of a document by its `next`, of a text by its header `link`. */
export async function* pagesOf<Question extends Paged | undefined, Data>(
  ask: (question: Question) => Promise<Answered<Data>>,
  question: NonNullable<NoInfer<Question>>,
): AsyncGenerator<Answered<Data>, void, undefined> {
  let next: string | undefined;
  do {
    const page = await ask(
      next === undefined ? question : { ...question, query: { ...question.query, cursor: next } },
    );
    yield page;
    next = nextOf(page);
  } while (next !== undefined);
}

function nextOf({ data, response }: Answered<unknown>): string | undefined {
  if (typeof data === "object" && data !== null && "next" in data)
    return typeof data.next === "string" ? data.next : undefined;
  const [, link] = /<([^>]*)>; *rel="next"/.exec(response.headers.get("link") ?? "") ?? [];
  return link === undefined
    ? undefined
    : (new URL(link, "http://api").searchParams.get("cursor") ?? undefined);
}
