import { AlarmDetail, AlarmList } from "@crisscross/core/documents/alarm-view";
import { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import { DashboardView } from "@crisscross/core/documents/dashboard-view";
import { JobView } from "@crisscross/core/documents/job-view";
import { MatrixDocument } from "@crisscross/core/documents/matrix";
import { SampleDocument } from "@crisscross/core/documents/sample-document";
import type { SampleFormat } from "@crisscross/core/documents/sample-text";
import { AppError } from "@crisscross/core/edge/error";
import { parse } from "@crisscross/core/edge/schema";
import type * as v from "valibot";
import { type JobRequest, usageError } from "../job/job-options.ts";
import { CommandError } from "../terminal/command-error.ts";
import { printable, printableDocument } from "../terminal/printable.ts";
import { rejectionsOf, sentenceOf } from "./problem.ts";

/** The HTTP API as the commands use it. Every method throws CommandError in words that say what to do. */
export interface ApiClient {
  /** Publishes a job. The key makes a repeated call answer with the same job instead of a second one. */
  publish(request: JobRequest, idempotencyKey: string): Promise<JobView>;
  job(id: string): Promise<JobView>;
  matrix(id: string): Promise<MatrixDocument>;
  attribution(id: string): Promise<AttributionDocument>;
  sample(id: string, probe: string): Promise<SampleDocument>;
  /** One page of samples as text. `next` is the path of the page after it, absent on the last. */
  samples(id: string, format: SampleFormat, page?: string): Promise<SamplePage>;
  /** Cancelling a job again changes nothing. */
  cancel(id: string): Promise<JobView>;
  alarms(query: AlarmQuery): Promise<AlarmList>;
  alarm(name: string, region?: string): Promise<AlarmDetail>;
  dashboard(minutes?: string): Promise<DashboardView>;
}

export interface SamplePage {
  text: string;
  next?: string;
  /** Blocks that are stored and cannot be read, as ORIGIN.BLOCK. */
  damaged: readonly string[];
}

/** As typed: the API says what it accepts. */
export interface AlarmQuery {
  state?: string;
  region?: string;
}

export interface ApiOptions {
  url: string;
  token: string;
  /** Ends every call that is under way. */
  signal: AbortSignal;
  /** Waits before a call is tried again. */
  wait(ms: number): Promise<void>;
  /** Whether documents are for a program, with every character as it came; else their text is made printable. */
  raw?: boolean;
  /** `fetch` by default. */
  send?: Send;
  /** What to do when nothing answers. */
  startAgain?: string;
}

export interface Answer {
  status: number;
  body: string;
  link: string | null;
  /** The header crisscross-damaged: blocks that a page of samples leaves out. */
  damaged?: string | null;
}

export interface Sent {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** Makes one request; rejects when nothing answers. Follows no redirect: the token is for the address that was named. */
export type Send = (sent: Sent) => Promise<Answer>;

/** The path a Link header names as the next page. */
const nextIn = (link: string | null): string | undefined => /<(\/[^>]*)>; rel="next"/.exec(link ?? "")?.[1];

/** Longer than the 30 s API Gateway gives an answer. */
const answerMs = 35_000;
/** Pauses before the second, third and fourth try of a call that may succeed later. All calls are safe to repeat. */
const retryPausesMs = [500, 1_000, 2_000];
const passing = new Set([429, 500, 502, 503, 504]);

export function createApiClient(options: ApiOptions): ApiClient {
  const call = async <T extends v.GenericSchema>(schema: T, path: string, init: Call = {}) => {
    const answer = await callPatiently(options, path, init);
    if (answer.status >= 300) throw refusal(options.url, answer);
    const document = understand(schema, answer, `${options.url}${path}`);
    return options.raw ? document : (printableDocument(document) as typeof document);
  };
  const jobPath = (id: string) => `/v1/jobs/${encodeURIComponent(id)}`;
  return {
    publish: (request, idempotencyKey) =>
      call(JobView, "/v1/jobs", {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
        body: JSON.stringify(request),
      }),
    job: (id) => call(JobView, jobPath(id)),
    matrix: (id) => call(MatrixDocument, `${jobPath(id)}/matrix`),
    attribution: (id) => call(AttributionDocument, `${jobPath(id)}/attribution`),
    sample: (id, probe) => call(SampleDocument, `${jobPath(id)}/samples/${encodeURIComponent(probe)}`),
    samples: async (id, format, page = `${jobPath(id)}/samples?format=${format}`) => {
      const answer = await callPatiently(options, page, {});
      if (answer.status >= 300) throw refusal(options.url, answer);
      const next = nextIn(answer.link);
      const damaged = printable(answer.damaged ?? "")
        .split(/, */)
        .filter(Boolean);
      return { text: answer.body, damaged, ...(next !== undefined && { next }) };
    },
    cancel: (id) => call(JobView, jobPath(id), { method: "DELETE" }),
    alarms: (query) => call(AlarmList, `/v1/alarms${queryOf({ ...query })}`),
    alarm: (name, region) =>
      call(AlarmDetail, `/v1/alarms/${encodeURIComponent(name)}${queryOf({ region })}`),
    dashboard: (minutes) => call(DashboardView, `/v1/dashboard${queryOf({ minutes })}`),
  };
}

function queryOf(fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(Object.fromEntries(given))}`;
}

async function callPatiently(options: ApiOptions, path: string, init: Call): Promise<Answer> {
  for (const pauseMs of retryPausesMs) {
    const answer = await callOnce(options, path, init).catch((error) => {
      if (isUnreachable(error)) throw unreachable(options, error);
      return undefined;
    });
    if (answer !== undefined && !passing.has(answer.status)) return answer;
    options.signal.throwIfAborted();
    await options.wait(pauseMs);
  }
  return callOnce(options, path, init).catch((error) => {
    throw unreachable(options, error);
  });
}

async function callOnce(
  { url, token, signal, send = sendByFetch }: ApiOptions,
  path: string,
  init: Call,
): Promise<Answer> {
  return send({
    ...init,
    url: `${url}${path}`,
    method: init.method ?? "GET",
    headers: { ...init.headers, authorization: `Bearer ${token}`, accept: "*/*" },
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
  });
}

const sendByFetch: Send = async ({ url, ...init }) => {
  const response = await fetch(url, { ...init, redirect: "manual" });
  const { status, headers } = response;
  return {
    status,
    body: await response.text(),
    link: headers.get("link"),
    damaged: headers.get("crisscross-damaged"),
  };
};

/** What a call adds to the address and the token. */
type Call = Partial<Pick<Sent, "method" | "headers" | "body">>;

function understand<T extends v.GenericSchema>(schema: T, { body }: Answer, where: string): v.InferOutput<T> {
  try {
    return parse(schema, JSON.parse(body), "answer", "corrupt");
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(
      1,
      `${where} answered something this version of crisscross does not understand: ${detail}. Is it a Crisscross API of the same version?`,
      { cause },
    );
  }
}

/** An answer of 300 or more, in words. A rejected job is a usage error; the rest is a failure. */
function refusal(url: string, { status, body }: Answer): CommandError {
  const rejections = rejectionsOf(body);
  if (status === 400 && rejections.length > 0)
    return usageError(new AppError("invalid", "the job was rejected", { rejections }));
  const said = sentenceOf(body);
  const advice =
    status === 401 || status === 403
      ? ". The token is not one it accepts: pass --token or set CRISSCROSS_TOKEN"
      : status === 429
        ? ". It is being called too often: try again in a minute"
        : status < 400
          ? ". Redirects are not followed, so that the token goes nowhere else: pass --api the address it leads to"
          : "";
  return new CommandError(1, `${url} answered ${status}${said && `: ${said}`}${advice}`);
}

/** Why fetch failed lies in its cause: a code such as ECONNREFUSED, or words. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause = error } = error;
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}

const isUnreachable = (error: unknown): boolean =>
  ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "bad port", "not the cloud of this folder"].includes(
    reasonOf(error),
  );

const startWords = "Start a local cloud with npx crisscross up, or check the address given to --api";

function unreachable({ url, startAgain = startWords }: ApiOptions, cause: unknown): CommandError {
  const reason = reasonOf(cause);
  const words = /^HPE_|HTTP\/1\.1 protocol/.test(reason)
    ? `what answers at ${url} is not Crisscross's API`
    : `nothing answers at ${url}`;
  return new CommandError(1, `${words} (${reason}). ${startAgain}`, { cause });
}
