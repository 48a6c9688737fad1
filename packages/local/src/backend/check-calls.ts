import { randomUUID } from "node:crypto";
import * as sqs from "@aws-sdk/client-sqs";
import type { Call, Reply } from "../service/call.ts";
import { failWith } from "../service/failure.ts";
import { checkEntry, checkQueueCall, type QueueEntry, type QueueInput } from "./check-queue-call.ts";
import { checkTopicCall, type TopicFilters } from "./check-topic-call.ts";
import { checkTypes } from "./input-types.ts";
import type { MoveInput } from "./move-tasks.ts";
import { queryCodeOf, Refusal, refuseQueueCall } from "./refusal.ts";

type Input = QueueInput & MoveInput & { Entries?: QueueEntry[] };
type Next = (call: Call) => Promise<Reply>;

export interface CheckOptions {
  /** Operations of SQS that fauxqs 2.4.1 does not have; they throw Refusal. */
  operations: Readonly<Record<string, (input: Input) => object>>;
  /** Where a queue of that name is kept on disk. */
  regionOf: (queueName: string) => string | undefined;
  hasQueue: (arn: string) => boolean;
  filters: TopicFilters;
  writeXmlError: (code: string, message: string) => string;
}

/** Has fauxqs asked, by `next`, only what AWS would take, and answers the rest as AWS does. */
export function answerChecked(options: CheckOptions, call: Call, region: string, next: Next): Promise<Reply> {
  const target = call.headers["x-amz-target"];
  return target === undefined
    ? answerTopicCall(options, call, next)
    : answerQueueCall(options, { call, region, operation: String(target).replace("AmazonSQS.", "") }, next);
}

async function answerTopicCall(
  { writeXmlError, filters }: CheckOptions,
  call: Call,
  next: Next,
): Promise<Reply> {
  const fields = Object.fromEntries(new URLSearchParams(call.body.toString()));
  try {
    const { Action = "", ...input } = fields;
    checkTopicCall(Action, input, filters);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return failWith(400, { "content-type": "text/xml" }, writeXmlError(error.code, error.message));
  }
  // What was checked, and nothing that another reader might find beside it.
  return next(withBody(call, new URLSearchParams(fields).toString()));
}

async function answerQueueCall(
  { operations, regionOf, hasQueue }: CheckOptions,
  { call, region, operation }: { call: Call; region: string; operation: string },
  next: Next,
): Promise<Reply> {
  try {
    const input = readInput(operation, call.body.toString());
    checkQueueCall(operation, input, { region, hasQueue });
    if (operation === "CreateQueue") checkIsFree(input.QueueName ?? "", region, regionOf);
    const own = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (own !== undefined) return writeJson(own(input));
    const settled = withBody(call, JSON.stringify(input));
    return settleCode(await answerEntries({ call: settled, operation, input }, next));
  } catch (error) {
    if (error instanceof Refusal) return refuseQueueCall(error);
    throw error;
  }
}

/** To SQS null is as good as absent, and fauxqs fails at it. Throws Refusal for what SQS's model does not allow. */
function readInput(operation: string, text: string): Input {
  const given = JSON.parse(text) as Input;
  checkTypes(sqs, operation, given);
  if (!text.includes("null")) return given;
  return JSON.parse(text, (_name, value: unknown) => value ?? undefined) as Input;
}

/** fauxqs keeps one queue of a name on disk, whatever its region: a second one would take the place of the first. */
function checkIsFree(name: string, region: string, regionOf: CheckOptions["regionOf"]): void {
  const other = regionOf(name) ?? region;
  if (other !== region)
    throw new Refusal(
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
async function answerEntries(
  { call, operation, input }: { call: Call; operation: string; input: Input },
  next: Next,
): Promise<Reply> {
  const { Entries = [], QueueUrl = "" } = input;
  const failed: FailedEntry[] = [];
  const kept = Entries.filter((entry) => {
    try {
      checkEntry(operation, QueueUrl, entry);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message } = error;
      failed.push({ Id: entry.Id, SenderFault: true, Code: code, Message: message });
      return false;
    }
  });
  if (failed.length === 0) return next(call);
  if (kept.length === 0) return writeJson({ Successful: [], Failed: failed });
  const reply = await next(withBody(call, JSON.stringify({ ...input, Entries: kept })));
  if (reply.status !== 200) return reply;
  const told = JSON.parse(Buffer.from(reply.body).toString()) as { Failed: FailedEntry[] };
  return writeJson({ ...told, Failed: [...told.Failed, ...failed] });
}

function withBody(call: Call, text: string): Call {
  const body = Buffer.from(text);
  return { ...call, headers: { ...call.headers, "content-length": String(body.length) }, body };
}

/** fauxqs puts AWS.SimpleQueueService before the codes of all errors; SQS before some. */
function settleCode(reply: Reply): Reply {
  if (reply.headers["x-amzn-query-error"] === undefined) return reply;
  const { __type } = JSON.parse(Buffer.from(reply.body).toString()) as { __type: string };
  const code = queryCodeOf(__type.replace(/^.*#/, ""));
  return { ...reply, headers: { ...reply.headers, "x-amzn-query-error": `${code};Sender` } };
}

function writeJson(answer: object): Reply {
  const headers = { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": randomUUID() };
  return { status: 200, headers, body: Buffer.from(JSON.stringify(answer)) };
}
