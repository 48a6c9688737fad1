import { randomUUID } from "node:crypto";
import type { Backend } from "./backend.ts";
import type { Call, Reply } from "./call.ts";
import { type Place, type ReadRequest, RequestError } from "./service-request.ts";

/** An operation that only reads: GET at a path, by what the path and the query name. */
export interface Question {
  /** "/schedules/{Name}" */
  path: string;
  /** The parameters it takes in its query. */
  query: readonly string[];
}

/** What an operation is asked: the parameters of its path and query, as text. */
export type Asked = Readonly<Record<string, string>>;

/** What AWS refuses of a request that can be read. */
class Refusal extends Error {
  readonly status: number;
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

export const notFound = (message: string): Error => new Refusal(404, "ResourceNotFoundException", message);

/** Reads a request of a REST service that is one of these questions. Throws RequestError. */
export function readQuestion(questions: Readonly<Record<string, Question>>, call: Call): ReadRequest {
  const [path = "", query = ""] = call.path.split(/\?(.*)/s, 2);
  for (const [operation, question] of Object.entries(questions)) {
    const named = call.method === "GET" ? matchPath(question.path, path) : undefined;
    if (named === undefined) continue;
    const input = { ...readQuery(operation, question, query), ...named };
    const headers = { "content-type": "application/json", "x-amz-target": operation };
    return { operation, input, path: "/", headers, body: Buffer.from(JSON.stringify(input)) };
  }
  const known = Object.entries(questions).map(([operation, { path: at }]) => `${operation} (GET ${at})`);
  const message = `The local cloud has no operation at ${call.method} ${path}; here it answers ${known.join(", ")}.`;
  throw new RequestError("unsupported", message);
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
      throw new RequestError(
        "malformed",
        `${operation} takes no parameter ${name} here; it takes ${accepted}.`,
      );
    }
    if (given.findIndex(([other]) => other === name) !== index)
      throw new RequestError("malformed", `The parameter ${name} is given twice; give it once.`);
  }
  return Object.fromEntries(given);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RequestError("malformed", `${text} is not percent-encoded as UTF-8.`);
  }
}

/** Answers what `readQuestion` has read. */
export function answerQuestions(
  answers: Readonly<Record<string, (asked: Asked, place: Pick<Place, "region">) => object>>,
): Backend {
  return {
    async answer({ headers, body }, region): Promise<Reply> {
      const answer = answers[String(headers["x-amz-target"])];
      if (answer === undefined) throw new Error(`Nothing answers ${headers["x-amz-target"]}.`);
      try {
        return write(200, {}, answer(JSON.parse(body.toString()) as Asked, { region }));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { message } = error;
        return write(error.status, { "x-amzn-errortype": error.type }, { Message: message, message });
      }
    },
    stop: () => Promise.resolve(),
  };
}

function write(status: number, headers: Record<string, string>, body: object): Reply {
  const shared = { "content-type": "application/json", "x-amzn-requestid": randomUUID() };
  return { status, headers: { ...shared, ...headers }, body: Buffer.from(JSON.stringify(body)) };
}

/** The part of a list that a request asks for, and the token of what follows it. */
export function pageOf<T>(
  items: readonly T[],
  { limit = "50", token = "0" }: { limit?: string | undefined; token?: string | undefined },
): { page: readonly T[]; next?: string } {
  const [count, start] = [Number(limit), Number(token)];
  if (!(Number.isInteger(count) && count > 0 && Number.isInteger(start) && start >= 0))
    throw new Refusal(
      400,
      "ValidationException",
      `${limit} is no page size, or ${token} no token, of this list.`,
    );
  const page = items.slice(start, start + count);
  return start + count < items.length ? { page, next: String(start + count) } : { page };
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
