import * as sqs from "@aws-sdk/client-sqs";
import { answerJson } from "../service/backend.ts";
import { type Reply, readJsonOf } from "../service/call.ts";
import { Refusal } from "../service/refusal.ts";
import { type ServiceRequest, withInput } from "../service/service-request.ts";
import { checkEntry, checkQueueCall, type QueueEntry, type QueueInput } from "./check-queue-call.ts";
import { checkTopicCall, type TopicFilters } from "./check-topic-call.ts";
import type { PolicyOf } from "./deployed-policy.ts";
import { checkTypes } from "./input-types.ts";
import type { MoveInput } from "./move-tasks.ts";
import { queryCodeOf, refusal } from "./refusal.ts";

type Input = QueueInput & MoveInput & { Entries?: QueueEntry[] };
type Next = (request: ServiceRequest) => Promise<Reply>;

interface CheckOptions {
  /** Operations of SQS that fauxqs 2.4.1 does not have; they throw Refusal. */
  operations: Readonly<Record<string, (input: Input) => object>>;
  /** Where a queue of that name is kept on disk. */
  regionOf: (queueName: string) => string | undefined;
  hasQueue: (arn: string) => boolean;
  filters: TopicFilters;
  /** The policy that a queue or a topic is deployed with, which is the one that is evaluated. */
  policyOf: PolicyOf;
}

/** Has fauxqs asked, by `next`, only what AWS would take, and answers the rest as AWS does. Rejects with Refusal. */
export async function answerChecked(
  options: CheckOptions,
  request: ServiceRequest,
  next: Next,
): Promise<Reply> {
  const { operations, regionOf, hasQueue, policyOf } = options;
  const { service, operation, region } = request;
  if (service === "sns") {
    checkTopicCall(operation, request.input as Record<string, string>, options);
    return next(request);
  }
  checkTypes(sqs, operation, request.input, "MissingParameter");
  const input = (request.call.body.includes("null") ? withoutNulls(request.input) : request.input) as Input;
  checkQueueCall(operation, input, { region, hasQueue, policyOf });
  if (operation === "CreateQueue") checkIsFree(input.QueueName ?? "", region, regionOf);
  const own = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (own !== undefined) return answerJson(own(input));
  return settleCode(await answerEntries(request, input, next));
}

/** To SQS null is as good as absent, and fauxqs fails at it. */
const withoutNulls = (input: object): unknown =>
  JSON.parse(JSON.stringify(input), (_name, value: unknown) => value ?? undefined);

/** fauxqs keeps one queue of a name on disk, whatever its region: a second one would take the place of the first. */
function checkIsFree(name: string, region: string, regionOf: CheckOptions["regionOf"]): void {
  const other = regionOf(name) ?? region;
  if (other !== region)
    throw refusal(
      "UnsupportedOperation",
      `A data folder keeps one queue of a name, and ${name} is in ${other}; take another name in ${region}.`,
    );
}

interface FailedEntry {
  Id: string;
  SenderFault: boolean;
  Code: string;
  Message: string;
}

/** Of a batch, what is wrong with one entry does not keep the others from being taken. */
async function answerEntries(request: ServiceRequest, input: Input, next: Next): Promise<Reply> {
  const { Entries } = input;
  if (Entries === undefined) return next(withInput(request, { ...input }));
  const faults = Entries.map((entry) => findFault(request.operation, entry));
  const failed = faults.filter((fault) => fault !== undefined);
  const kept = Entries.filter((_, place) => faults[place] === undefined);
  if (kept.length === 0 && failed.length > 0) return answerJson({ Successful: [], Failed: failed });
  const reply = await next(withInput(request, { ...input, Entries: kept }));
  if (reply.status !== 200 || failed.length === 0) return reply;
  const told = readJsonOf(reply) as { Failed: FailedEntry[] };
  return answerJson({ ...told, Failed: [...told.Failed, ...failed] });
}

function findFault(operation: string, entry: QueueEntry): FailedEntry | undefined {
  try {
    checkEntry(operation, entry);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal) || typeof error.kind === "string") throw error;
    return { Id: entry.Id, SenderFault: true, Code: error.kind.code, Message: error.message };
  }
}

/** fauxqs puts AWS.SimpleQueueService before the codes of all errors; SQS before some. */
function settleCode(reply: Reply): Reply {
  if (reply.headers["x-amzn-query-error"] === undefined) return reply;
  const { __type } = readJsonOf(reply) as { __type: string };
  const code = queryCodeOf(__type.replace(/^.*#/, ""));
  return { ...reply, headers: { ...reply.headers, "x-amzn-query-error": `${code};Sender` } };
}
