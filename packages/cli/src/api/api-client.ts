import { AlarmDetail, AlarmList } from "@crisscross/core/documents/alarm-view";
import { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import { DashboardView } from "@crisscross/core/documents/dashboard-view";
import { JobView, PurgedJob } from "@crisscross/core/documents/job-view";
import { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { pathOf } from "@crisscross/core/documents/routes";
import { SampleDocument } from "@crisscross/core/documents/sample-document";
import type { SampleFormat } from "@crisscross/core/documents/sample-text";
import { NewToken, TokenList, type TokenRequest, TokenView } from "@crisscross/core/documents/token-view";
import { parse } from "@crisscross/core/edge/schema";
import type { JobSpec } from "@crisscross/core/job/job";
import type { Labels } from "@crisscross/core/job/labels";
import type { Region } from "@crisscross/core/job/regions";
import type * as v from "valibot";
import { printable, printableDocument } from "../terminal/printable.ts";
import { type Calling, type CallParts, callPatiently } from "./patient-call.ts";
import { notUnderstood, refusal } from "./refusal.ts";
import type { Answer } from "./send.ts";

/** A job as it is posted: only what was asked for, so that the API fills in its own defaults. */
export type JobRequest = Partial<JobSpec> & Labels & { route?: readonly Region[] };

/** The HTTP API as the commands use it. Every method throws CommandError in words that say what to do. */
export interface ApiClient {
  /** Publishes a job. The key makes a repeated call answer with the same job instead of a second one. */
  publish(request: JobRequest, idempotencyKey: string): Promise<JobView>;
  job(id: string): Promise<JobView>;
  /** `simultaneous`: with intervals that hold all at once. */
  matrix(id: string, simultaneous?: boolean): Promise<MatrixDocument>;
  attribution(id: string): Promise<AttributionDocument>;
  sample(id: string, probe: string): Promise<SampleDocument>;
  /** One page of samples as text. `next` is the path of the page after it, absent on the last. */
  samples(id: string, format: SampleFormat, page?: string): Promise<SamplePage>;
  /** Cancelling a job again changes nothing. */
  cancel(id: string): Promise<JobView>;
  /** Removes a job that has ended. Doing it again changes nothing. */
  purge(id: string): Promise<PurgedJob>;
  alarms(query: AlarmQuery): Promise<AlarmList>;
  alarm(name: string, region?: string): Promise<AlarmDetail>;
  dashboard(minutes?: string): Promise<DashboardView>;
  /** Never tried again: nobody would know the first one's secret. */
  createToken(request: TokenRequest): Promise<NewToken>;
  tokens(): Promise<TokenList>;
  /** Revoking a token again changes nothing. */
  revokeToken(id: string): Promise<TokenView>;
}

export interface SamplePage {
  text: string;
  next?: string;
  /** Blocks that are stored and cannot be read, as ORIGIN.BLOCK. */
  damaged: readonly string[];
}

/** As typed: the API says what it accepts. */
interface AlarmQuery {
  state?: string;
  region?: string;
}

interface ClientOptions extends Calling {
  /** Whether documents are for a program, with every character as it came; else their text is made printable. */
  raw?: boolean;
}

/** The path a Link header names as the next page. */
const nextIn = (link: string | null): string | undefined => /<(\/[^>]*)>; rel="next"/.exec(link ?? "")?.[1];

export function createApiClient(options: ClientOptions): ApiClient {
  const answerTo = async (path: string, how: CallParts = {}) => {
    const answer = await callPatiently(options, path, how);
    if (answer.status >= 300) throw refusal(options.url, answer);
    return answer;
  };
  const call = async <T extends v.GenericSchema>(schema: T, path: string, how: CallParts = {}) => {
    const answer = await answerTo(path, how);
    const document = understand(schema, answer, `${options.url}${path}`);
    return options.raw ? document : (printableDocument(document) as typeof document);
  };
  return {
    publish: (request, idempotencyKey) =>
      call(JobView, pathOf("SubmitJob", {}), {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
        body: JSON.stringify(request),
      }),
    job: (id) => call(JobView, pathOf("GetJob", { id })),
    matrix: (id, simultaneous) =>
      call(
        MatrixDocument,
        `${pathOf("GetMatrix", { id })}${queryOf({ simultaneous: simultaneous ? "true" : undefined })}`,
      ),
    attribution: (id) => call(AttributionDocument, pathOf("GetAttribution", { id })),
    sample: (id, probe) => call(SampleDocument, pathOf("GetSample", { id, probe })),
    samples: async (id, format, page = `${pathOf("ListSamples", { id })}?format=${format}`) => {
      const answer = await answerTo(page);
      const next = nextIn(answer.link);
      const damaged = printable(answer.damaged ?? "")
        .split(/, */)
        .filter(Boolean);
      return { text: answer.body, damaged, ...(next !== undefined && { next }) };
    },
    cancel: (id) => call(JobView, pathOf("CancelJob", { id }), { method: "DELETE" }),
    purge: (id) =>
      call(PurgedJob, `${pathOf("CancelJob", { id })}${queryOf({ purge: "true" })}`, { method: "DELETE" }),
    alarms: (query) => call(AlarmList, `${pathOf("ListAlarms", {})}${queryOf({ ...query })}`),
    alarm: (name, region) => call(AlarmDetail, `${pathOf("GetAlarm", { name })}${queryOf({ region })}`),
    createToken: (request) =>
      call(NewToken, pathOf("CreateToken", {}), {
        ...{ method: "POST", isOnce: true, body: JSON.stringify(request) },
        headers: { "content-type": "application/json" },
      }),
    tokens: () => call(TokenList, pathOf("ListTokens", {})),
    revokeToken: (id) => call(TokenView, pathOf("RevokeToken", { id }), { method: "DELETE" }),
    dashboard: (minutes) => call(DashboardView, `${pathOf("GetDashboard", {})}${queryOf({ minutes })}`),
  };
}

function queryOf(fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(Object.fromEntries(given))}`;
}

function understand<T extends v.GenericSchema>(schema: T, { body }: Answer, where: string): v.InferOutput<T> {
  try {
    return parse(schema, JSON.parse(body), "answer", "corrupt");
  } catch (cause) {
    throw notUnderstood(where, cause);
  }
}
