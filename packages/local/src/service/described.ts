import type { ServiceCall } from "./call.ts";
import { pageFrom } from "./page.ts";
import { Refusal } from "./refusal.ts";
import type { ReadRequest } from "./service-request.ts";

/** An operation that only reads: GET at a path, by what the path and the query name. */
export interface Question {
  /** "/schedules/{Name}" */
  path: string;
  /** The parameters it takes in its query. */
  query: readonly string[];
}

/** What an operation is asked: the parameters of its path and query, as text. */
export type Asked = Readonly<Record<string, string>>;

export const notFound = (message: string): Error =>
  new Refusal({ code: "ResourceNotFoundException", status: 404 }, message);

/** Reads a request of a REST service that is one of these questions. Throws Refusal. */
export function readQuestion(questions: Readonly<Record<string, Question>>, call: ServiceCall): ReadRequest {
  const [path = "", query = ""] = call.path.split(/\?(.*)/s, 2);
  for (const [operation, question] of Object.entries(questions)) {
    const named = call.method === "GET" ? matchPath(question.path, path) : undefined;
    if (named === undefined) continue;
    const input = { ...readQuery(operation, question, query), ...named };
    return { operation, input, path, headers: {}, body: Buffer.of() };
  }
  const known = Object.entries(questions).map(([operation, { path: at }]) => `${operation} (GET ${at})`);
  const message = `The local cloud has no operation at ${call.method} ${path}; here it answers ${known.join(", ")}.`;
  throw new Refusal("unsupported", message);
}

function matchPath(pattern: string, path: string): Asked | undefined {
  const steps = pattern.split("/");
  const given = path.replace(/\/$/, "").split("/");
  if (steps.length !== given.length) return undefined;
  const named: Record<string, string> = {};
  for (const [index, step] of steps.entries()) {
    const [, name] = /^\{(\w+)\}$/.exec(step) ?? [];
    const text = given[index] ?? "";
    if (name === undefined ? text !== step : text === "") return undefined;
    if (name !== undefined) named[name] = decode(text);
  }
  return named;
}

function readQuery(operation: string, { query: known }: Question, query: string): Asked {
  const given = [...new URLSearchParams(query)];
  for (const [index, [name]] of given.entries()) {
    if (!known.includes(name)) {
      const accepted = known.length === 0 ? "none" : known.join(", ");
      throw new Refusal("malformed", `${operation} takes no parameter ${name} here; it takes ${accepted}.`);
    }
    if (given.findIndex(([other]) => other === name) !== index)
      throw new Refusal("malformed", `The parameter ${name} is given twice; give it once.`);
  }
  return Object.fromEntries(given);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal("malformed", `${text} is not percent-encoded as UTF-8.`);
  }
}

/** The part of a list that a request asks for, and the token of what follows it. Throws Refusal. */
export function pageOf<T>(
  items: readonly T[],
  { limit = "50", token }: { limit?: string | undefined; token?: string | undefined },
): { page: readonly T[]; next?: string } {
  const refuse = (what: string) => () => new Refusal({ code: "ValidationException", status: 400 }, what);
  const count = Number(limit);
  if (!(Number.isInteger(count) && count > 0))
    throw refuse(`${limit} is no page size; give a whole number from 1.`)();
  const unknown = `${token} is no token of this list; give the one that came with the page before.`;
  return pageFrom(items, { token, limit: count }, refuse(unknown));
}

/** The blocks of a resource as AWS's APIs name them: memorySize is MemorySize. */
export function inApiNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inApiNames);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replace(/^[a-z]/, (letter) => letter.toUpperCase()),
      inApiNames(inner),
    ]),
  );
}
