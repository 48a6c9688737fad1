import type { components } from "../contract.d.ts";

type ProblemDocument = components["schemas"]["Problem"];

/** Statuses by which a gateway says that it had no answer, or not now. */
const passing: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** An answer of 300 or more: a problem of the API (docs/problems.md), or the words of a gateway in front of it. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  /** As it came. */
  readonly body: string;
  /** Stable; undefined where a gateway refused. */
  readonly code: ProblemDocument["code"] | undefined;
  /** What the answer says in words; empty when it says nothing. */
  readonly detail: string;
  /** What of the request was rejected. */
  readonly errors: NonNullable<ProblemDocument["errors"]>;
  /** Whether the same request may be done later. */
  readonly isRetryable: boolean;
  /** How long to wait before that; undefined where the answer does not say. */
  readonly retryAfterMs: number | undefined;
  /** The id of the request, as the API's logs have it. */
  readonly requestId: string | undefined;

  /** `url` is what was asked; `body` is the answer's, as text. */
  constructor(url: string, { status, headers }: Pick<Response, "status" | "headers">, body: string) {
    const { code, detail, message, errors, retryable } = fieldsOf(body);
    const words = textIn(detail) ?? textIn(message) ?? "";
    super(`${url} answered ${status}${words && `: ${words}`}`);
    this.status = status;
    this.body = body;
    this.code = textIn(code) as ProblemDocument["code"] | undefined;
    this.detail = words;
    this.errors = Array.isArray(errors) ? errors.filter(isRejection) : [];
    this.isRetryable = typeof retryable === "boolean" ? retryable : passing.has(status);
    this.retryAfterMs = secondsIn(headers.get("retry-after"));
    this.requestId = headers.get("apigw-requestid") ?? undefined;
  }
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // A page of some proxy: its first words are all that is known.
    return { message: body.slice(0, 200) };
  }
}

const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function isRejection(value: unknown): value is ApiProblem["errors"][number] {
  if (typeof value !== "object" || value === null) return false;
  const { field, accepted } = value as Record<string, unknown>;
  return typeof field === "string" && typeof accepted === "string";
}

const secondsIn = (header: string | null): number | undefined =>
  header !== null && /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : undefined;
