import { randomUUID } from "node:crypto";
import { type EpochMs, readEpochMs } from "../time/times.ts";
import { refusal } from "./refusal.ts";

/** A message as it lies in one of fauxqs's queues. */
interface MovedMessage {
  messageId: string;
  body: string;
  messageAttributes: object;
  messageGroupId?: string | undefined;
}

export interface MoveQueue {
  arn: string;
  attributes: { RedrivePolicy?: string };
  messages: MovedMessage[];
  processTimers(): void;
}

interface MoveOptions {
  queues: () => Iterable<MoveQueue>;
  /** The ARN of the queue that a dead letter came from. */
  sourceOf: (messageId: string) => string | undefined;
  /** Puts the message into the other queue, as a new one, and takes it out of the first. */
  move: (from: MoveQueue, message: MovedMessage, toArn: string) => void;
  nowMs?: () => EpochMs;
  /** Calls every second, until told to stop. */
  everySecond?: (step: () => void) => () => void;
}

interface Task {
  id: string;
  source: MoveQueue;
  destinationArn: string | undefined;
  perSecond: number | undefined;
  startedMs: number;
  status: "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED";
  failure?: string;
  moved: number;
  toMove: number;
  stop: () => void;
}

/** A task's handle tells its queue, which permissions go by. */
export function readTaskHandle(handle: unknown): { taskId: string; sourceArn: string } | undefined {
  try {
    const { taskId, sourceArn } = JSON.parse(Buffer.from(String(handle), "base64").toString()) as Record<
      string,
      unknown
    >;
    return typeof taskId === "string" && typeof sourceArn === "string" ? { taskId, sourceArn } : undefined;
  } catch {
    return undefined;
  }
}

const handleOf = ({ id, source }: Task): string =>
  Buffer.from(JSON.stringify({ taskId: id, sourceArn: source.arn })).toString("base64");

const missing = (member: string): Error =>
  refusal(
    "ResourceNotFoundException",
    `The resource that you specified for the ${member} parameter doesn't exist.`,
  );
const invalid = (message: string): Error => refusal("InvalidParameterValue", message);
const most = { perSecond: 500, listed: 10 };

export interface MoveInput {
  SourceArn?: string;
  DestinationArn?: string;
  MaxNumberOfMessagesPerSecond?: number;
  MaxResults?: number;
  TaskHandle?: string;
}

/**
 * Moves dead letters back to the queues they came from, or into one that is given: as many in a second as the task says, or
 * as SQS does at most. Operations throw Refusal. Sources: SQS API Reference, and words as SQS was seen to answer.
 */
export class MoveTasks {
  readonly #options: MoveOptions;
  /** Newest first, of each queue no more than can be listed. */
  #tasks: Task[] = [];

  readonly operations: Readonly<Record<string, (input: MoveInput) => object>> = {
    StartMessageMoveTask: (input) => this.#start(input),
    ListMessageMoveTasks: (input) => this.#list(input),
    CancelMessageMoveTask: (input) => this.#cancel(input),
  };

  constructor(options: MoveOptions) {
    this.#options = options;
  }

  stop(): void {
    for (const task of this.#tasks) task.stop();
  }

  #find(arn: string): MoveQueue | undefined {
    return [...this.#options.queues()].find((queue) => queue.arn === arn);
  }

  #findNamed(arn: string, member: string): MoveQueue {
    const queue = this.#find(arn);
    if (queue === undefined) throw missing(member);
    return queue;
  }

  #tasksOf(arn: string): Task[] {
    return this.#tasks.filter(({ source }) => source.arn === arn);
  }

  #step(task: Task): void {
    const { source, perSecond = most.perSecond } = task;
    try {
      source.processTimers();
      for (let count = 0; count < perSecond && task.status === "RUNNING"; count++)
        this.#moveOne(task, source.messages[0]);
    } catch (error) {
      end(task, "FAILED", String(error));
    }
  }

  #moveOne(task: Task, message: MovedMessage | undefined): void {
    const { sourceOf, move } = this.#options;
    const toArn = task.destinationArn ?? sourceOf(message?.messageId ?? "");
    if (message === undefined) end(task, "COMPLETED");
    else if (toArn === undefined) end(task, "FAILED", "CouldNotDetermineMessageSource");
    else if (this.#find(toArn) === undefined) end(task, "FAILED", "AWS.SimpleQueueService.NonExistentQueue");
    else {
      move(task.source, message, toArn);
      if (++task.moved === task.toMove) end(task, "COMPLETED");
    }
  }

  #checkStart({ SourceArn = "", DestinationArn, MaxNumberOfMessagesPerSecond: rate }: MoveInput): MoveQueue {
    const source = this.#findNamed(SourceArn, "SourceArn");
    if (![...this.#options.queues()].some((queue) => deadLetterArnOf(queue) === SourceArn))
      throw invalid("Source queue must be configured as a Dead Letter Queue.");
    if (DestinationArn === SourceArn)
      throw invalid("Source queue arn and destination queue arn cannot be the same.");
    if (DestinationArn !== undefined) this.#findNamed(DestinationArn, "DestinationArn");
    if (rate !== undefined) checkRange("MaxNumberOfMessagesPerSecond", rate, most.perSecond);
    if (this.#tasksOf(SourceArn).some(({ status }) => status === "RUNNING"))
      throw invalid(
        "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
      );
    return source;
  }

  #start(input: MoveInput): object {
    const source = this.#checkStart(input);
    const { nowMs = readEpochMs, everySecond = tickEverySecond } = this.#options;
    const { DestinationArn: destinationArn, MaxNumberOfMessagesPerSecond: perSecond } = input;
    source.processTimers();
    const task: Task = {
      ...{ id: randomUUID(), source, destinationArn, perSecond },
      ...{ startedMs: nowMs(), status: "RUNNING", moved: 0, toMove: source.messages.length, stop: () => {} },
    };
    const told = [task, ...this.#tasksOf(source.arn)].slice(0, most.listed);
    this.#tasks = [...told, ...this.#tasks.filter((other) => other.source.arn !== source.arn)];
    this.#step(task);
    if (task.status === "RUNNING") task.stop = everySecond(() => this.#step(task));
    return { TaskHandle: handleOf(task) };
  }

  #list({ SourceArn = "", MaxResults = 1 }: MoveInput): object {
    this.#findNamed(SourceArn, "SourceArn");
    checkRange("MaxResults", MaxResults, most.listed);
    return { Results: this.#tasksOf(SourceArn).slice(0, MaxResults).map(print) };
  }

  #cancel({ TaskHandle }: MoveInput): object {
    const { taskId, sourceArn } = readTaskHandle(TaskHandle) ?? {};
    const task = this.#tasks.find(({ id, source }) => id === taskId && source.arn === sourceArn);
    if (task === undefined) throw refusal("ResourceNotFoundException", "Task does not exist.");
    if (task.status !== "RUNNING") throw invalid("Only active tasks can be cancelled.");
    end(task, "CANCELLED");
    return { ApproximateNumberOfMessagesMoved: task.moved };
  }
}

function end(task: Task, status: Task["status"], failure?: string): void {
  task.stop();
  Object.assign(task, { status, failure });
}

function checkRange(parameter: string, value: number, largest: number): void {
  if (value < 1 || value > largest)
    throw invalid(
      `Value ${value} for parameter ${parameter} is invalid. Reason: You must enter a number that's between 1 and ${largest}.`,
    );
}

function print(task: Task): object {
  return {
    ...(task.status === "RUNNING" && { TaskHandle: handleOf(task) }),
    Status: task.status,
    SourceArn: task.source.arn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.perSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failure,
    StartedTimestamp: task.startedMs,
  };
}

function deadLetterArnOf({ attributes: { RedrivePolicy = "" } }: MoveQueue): string | undefined {
  if (RedrivePolicy === "") return undefined;
  return (JSON.parse(RedrivePolicy) as { deadLetterTargetArn?: string }).deadLetterTargetArn;
}

function tickEverySecond(step: () => void): () => void {
  const timer = setInterval(step, 1_000).unref();
  return () => clearInterval(timer);
}
