import {
  type Answered,
  ApiProblem,
  type Asked,
  createClient,
  pagesOf,
  type Send,
} from "@crisscross/client/client";
import { AlarmDetail, AlarmList } from "@crisscross/core/documents/alarm-view";
import { AttributionDocument } from "@crisscross/core/documents/attribution-document";
import { CostDocument, EstimateDocument } from "@crisscross/core/documents/cost-document";
import { DashboardView } from "@crisscross/core/documents/dashboard-view";
import { DeadLetterList, Drop, Redrive } from "@crisscross/core/documents/dead-letters";
import { JobList, JobView, PurgedJob } from "@crisscross/core/documents/job-view";
import { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { SampleDocument } from "@crisscross/core/documents/sample-document";
import type { SampleFormat } from "@crisscross/core/documents/sample-text";
import { NewToken, TokenList, TokenView } from "@crisscross/core/documents/token-view";
import { parse } from "@crisscross/core/edge/schema";
import type { JobSpec } from "@crisscross/core/job/job";
import type { parseLabels } from "@crisscross/core/job/labels";
import type { Region } from "@crisscross/core/job/regions";
import type { Measure } from "@crisscross/core/sample/measure";
import type * as v from "valibot";
import { printable, printableDocument } from "../terminal/printable.ts";
import { isUnreachable, notUnderstood, refusal, unreachable } from "./refusal.ts";

/** A job as it is posted: only what was asked for, so that the API fills in its own defaults. */
export type JobRequest = Partial<JobSpec> &
  ReturnType<typeof parseLabels> & { route?: readonly Region[]; budgetUsd?: number };

/** The HTTP API as the commands use it. Every method throws CommandError in words that say what to do. */
export interface ApiClient {
  /** Publishes a job. The key makes a repeated call answer with the same job instead of a second one. */
  publish(request: JobRequest, idempotencyKey: string): Promise<JobView>;
  /** What a job would take and cost; nothing is published. */
  estimate(request: JobRequest): Promise<EstimateDocument>;
  cost(id: string): Promise<CostDocument>;
  job(id: string): Promise<JobView>;
  /** A page of jobs, newest first. */
  jobs(query: NonNullable<Asked<"listJobs">["query"]>): Promise<JobList>;
  /** `simultaneous`: with intervals that hold all at once. */
  matrix(id: string, simultaneous?: boolean): Promise<MatrixDocument>;
  attribution(id: string): Promise<AttributionDocument>;
  /** Both, with how the values of a measure are spread in each cell, and the samples of it that were read. */
  spread(id: string, measure: Measure): Promise<{ matrix: MatrixDocument; attribution: AttributionDocument }>;
  sample(id: string, probe: string): Promise<SampleDocument>;
  /** Every page of samples, as text. */
  samples(id: string, format: SampleFormat): AsyncIterable<SamplePage>;
  /** Cancelling a job again changes nothing. */
  cancel(id: string): Promise<JobView>;
  /** Removes a job that has ended. Doing it again changes nothing. */
  purge(id: string): Promise<PurgedJob>;
  alarms(query: AlarmQuery): Promise<AlarmList>;
  alarm(name: string, region?: string): Promise<AlarmDetail>;
  dashboard(minutes?: string): Promise<DashboardView>;
  deadLetters(): Promise<DeadLetterList>;
  redriveLetters(request: { queue: string; region?: string; perSecond?: number }): Promise<Redrive>;
  /** Called again after an answer that got lost, it may drop as many once more; each is logged. */
  dropLetters(query: DropQuery): Promise<Drop>;
  /** Never tried again: nobody would know the first one's secret. */
  createToken(request: Asked<"createToken">["body"]): Promise<NewToken>;
  tokens(): Promise<TokenList>;
  /** Revoking a token again changes nothing. */
  revokeToken(id: string): Promise<TokenView>;
}

/** Which letters to drop, and why. */
interface DropQuery {
  queue: string;
  region?: string;
  reason: string;
  most?: string;
}

interface SamplePage {
  text: string;
  /** Blocks that are stored and cannot be read, as ORIGIN.BLOCK. */
  damaged: readonly string[];
}

/** As typed: the API says what it accepts. */
interface AlarmQuery {
  state?: string;
  region?: string;
}

/** How an API is called. */
export interface Calling {
  url: string;
  token: string;
  /** Ends every call that is under way. */
  signal: AbortSignal;
  /** `fetch` by default. */
  send?: Send;
  /** Waits before a call is tried again. */
  wait?: (ms: number) => Promise<void>;
  /** What to do when nothing answers. */
  startAgain?: string;
  /** Whether documents are for a program, with every character as it came; else their text is made printable. */
  raw?: boolean;
}

export function createApiClient(calling: Calling): ApiClient {
  const { startAgain, raw = false, ...options } = calling;
  const client = createClient({ ...options, mayAnswer: (error) => !isUnreachable(error) });
  const wordsOf = (error: unknown): Error => {
    calling.signal.throwIfAborted();
    if (error instanceof ApiProblem) return refusal(calling.url, error);
    if (error instanceof SyntaxError) return notUnderstood(calling.url, error);
    return unreachable(calling, error);
  };
  const answerTo = async <Data>(asking: Promise<Answered<Data>>): Promise<Answered<Data>> =>
    asking.catch((error) => {
      throw wordsOf(error);
    });
  const read = async <Schema extends v.GenericSchema>(
    schema: Schema,
    asking: Promise<Answered<unknown>>,
  ): Promise<v.InferOutput<Schema>> => {
    const document = understand(schema, (await answerTo(asking)).data, calling.url);
    return raw ? document : (printableDocument(document) as typeof document);
  };
  return {
    publish: (request, key) =>
      read(JobView, client.submitJob({ body: asJson(request), header: { "idempotency-key": key } })),
    estimate: (request) =>
      read(EstimateDocument, client.submitJob({ body: asJson(request), query: { dryRun: "true" } })),
    cost: (id) => read(CostDocument, client.getCost({ path: { id } })),
    job: (id) => read(JobView, client.getJob({ path: { id } })),
    jobs: (query) => read(JobList, client.listJobs({ query })),
    matrix: (id, simultaneous = false) =>
      read(
        MatrixDocument,
        client.getMatrix({ path: { id }, query: simultaneous ? { simultaneous: "true" } : {} }),
      ),
    attribution: (id) => read(AttributionDocument, client.getAttribution({ path: { id } })),
    async spread(id, measure) {
      const path = { id };
      const [matrix, attribution] = await Promise.all([
        read(MatrixDocument, client.getMatrix({ path, query: { distribution: measure } })),
        read(AttributionDocument, client.getAttribution({ path, query: { samples: measure } })),
      ]);
      return { matrix, attribution };
    },
    sample: (id, probe) => read(SampleDocument, client.getSample({ path: { id, probe } })),
    async *samples(id, format) {
      const ask = (asked: Asked<"listSamples">) => answerTo(client.listSamples(asked));
      for await (const { data, response } of pagesOf(ask, { path: { id }, query: { format } }))
        yield { text: data, damaged: damagedIn(response) };
    },
    cancel: (id) => read(JobView, client.cancelJob({ path: { id } })),
    purge: (id) => read(PurgedJob, client.cancelJob({ path: { id }, query: { purge: "true" } })),
    alarms: (query) => read(AlarmList, client.listAlarms({ query: asTyped(query) })),
    alarm: (name, region) =>
      read(AlarmDetail, client.getAlarm({ path: { name }, query: region === undefined ? {} : { region } })),
    dashboard: (minutes) =>
      read(DashboardView, client.getDashboard({ query: minutes === undefined ? {} : { minutes } })),
    deadLetters: () => read(DeadLetterList, client.listDeadLetters()),
    redriveLetters: (body) => read(Redrive, client.redriveDeadLetters({ body })),
    dropLetters: (query) => read(Drop, client.dropDeadLetters({ query })),
    createToken: (body) => read(NewToken, client.createToken({ body })),
    tokens: () => read(TokenList, client.listTokens()),
    revokeToken: (id) => read(TokenView, client.revokeToken({ path: { id } })),
  };
}

/** What was typed goes as it is, whatever the API accepts: it says so itself. */
const asTyped = (query: AlarmQuery) => query as NonNullable<Asked<"listAlarms">["query"]>;

/** As JSON has it: what is undefined is not there. */
const asJson = (request: JobRequest) => request as Asked<"submitJob">["body"];

const damagedIn = ({ headers }: Response): string[] =>
  printable(headers.get("crisscross-damaged") ?? "")
    .split(/, */)
    .filter(Boolean);

function understand<T extends v.GenericSchema>(schema: T, data: unknown, where: string): v.InferOutput<T> {
  try {
    return parse(schema, data, "answer", "corrupt");
  } catch (cause) {
    throw notUnderstood(where, cause);
  }
}
