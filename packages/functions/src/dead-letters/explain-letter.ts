import type { DeadLetter } from "@crisscross/core/documents/dead-letters";
import { AppError } from "@crisscross/core/edge/error";
import { parse } from "@crisscross/core/edge/schema";
import { BlockMessage } from "@crisscross/core/job/block-message";
import { shardOf } from "@crisscross/core/job/plan";
import type * as v from "valibot";
import { isSigned } from "../edges/sign-block.ts";
import { JobMessage } from "../planning/plan-job.ts";
import type { DeadBlock } from "../results/block-store.ts";
import type { StoredJob } from "../results/job-store.ts";
import type { Letter, LetterDeps, LetterPlace, Subject } from "./letter-queue.ts";

type Explained = Pick<DeadLetter, "job" | "origin" | "index" | "probes" | "reason" | "ifRedriven">;
type Verdict = Pick<DeadLetter, "reason" | "ifRedriven">;

/** What is looked up of a job, once for all its messages. */
interface Known {
  /** Or what has to be said of its messages where it cannot be read. */
  state(id: string): Promise<StoredJob | Verdict>;
  key(id: string): Promise<Uint8Array | undefined>;
  dead(id: string): Promise<DeadBlock[]>;
}

/** Says of messages why they are in their queue. */
export function openExplainer(deps: LetterDeps) {
  const known: Known = {
    state: once((id) => readJobState(deps, id)),
    key: once((id) => deps.jobs.getKey(id)),
    dead: once((id) => Array.fromAsync(deps.blocks.deadBlocks(id))),
  };
  return async (place: LetterPlace, letter: Letter): Promise<Explained> => {
    if (place.queue === "JobsDead") return explainJob(known, readLetter(JobMessage, letter));
    const block = readLetter(BlockMessage, letter);
    if ("reason" in block) return place.sourceArn === undefined ? { ...block, ifRedriven: "stays" } : block;
    const { job, origin, index, probes } = block;
    return { job, origin, index, probes: probes.length, ...(await judgeBlock(deps, known, place, block)) };
  };
}

/** A job that was purged or is damaged must not keep all the other letters from being shown. */
async function readJobState(deps: LetterDeps, id: string): Promise<StoredJob | Verdict> {
  try {
    return (await deps.jobs.storedJob(id)) ?? { reason: "its job is not stored", ifRedriven: "fails" };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === "gone"
      ? { reason: "its job was purged", ifRedriven: "dropped" }
      : { reason: "its job cannot be read", ifRedriven: "fails" };
  }
}

function once<T>(ask: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const asked = new Map<string, Promise<T>>();
  return (id) => {
    const answer = asked.get(id) ?? ask(id);
    asked.set(id, answer);
    return answer;
  };
}

/** A message's body, or which of its fields are wrong: never what is in them. */
export function readLetter<T extends v.GenericSchema>(
  schema: T,
  { body }: Pick<Letter, "body">,
): v.InferOutput<T> | Verdict {
  try {
    return parse(schema, JSON.parse(body), "message");
  } catch (error) {
    const fields =
      error instanceof AppError ? error.rejections.map(({ field }) => field).join(", ") : "not JSON";
    return { reason: `nothing that Crisscross sends: ${fields}`.slice(0, 300), ifRedriven: "fails" };
  }
}

export function subjectOf({ queue }: LetterPlace, letter: Letter): Subject {
  const message = readLetter(queue === "JobsDead" ? JobMessage : BlockMessage, letter);
  if ("reason" in message) return {};
  const { job } = message;
  return "origin" in message ? { job, origin: message.origin, index: message.index } : { job };
}

async function explainJob(known: Known, message: JobMessage | Verdict): Promise<Explained> {
  if ("reason" in message) return message;
  const { job } = message;
  const state = await known.state(job);
  if ("reason" in state) return { job, ...state };
  if (isOver(state)) return { job, reason: endOf(state), ifRedriven: "dropped" };
  return { job, reason: "plan failed at it: message.failed in its log says why", ifRedriven: "runs" };
}

async function judgeBlock(
  deps: LetterDeps,
  known: Known,
  { sourceArn, queue, region }: LetterPlace,
  block: BlockMessage,
): Promise<Verdict> {
  const { job, origin, index } = block;
  if (sourceArn === undefined && !deps.deployed.includes(origin))
    return { reason: `no queue serves ${origin}`, ifRedriven: "stays" };
  if (sourceArn !== undefined && origin !== region)
    return { reason: `it is for ${origin} and came here: see the filter policies`, ifRedriven: "fails" };
  const state = await known.state(job);
  if ("reason" in state) return state;
  const key = await known.key(job);
  if (key === undefined || !isSigned(key, block))
    return { reason: "plan did not publish it", ifRedriven: "fails" };
  const shard = { job, origin, shard: shardOf(index) };
  for await (const _ of deps.blocks.blockCounts(shard, { from: index, to: index + 1 }))
    return { reason: "it is stored: another delivery of it ran", ifRedriven: "dropped" };
  if (isOver(state)) return { reason: endOf(state), ifRedriven: "dropped" };
  if (queue === "Unroutable") return { reason: `no queue served ${origin} then`, ifRedriven: "runs" };
  if (sourceArn === undefined)
    return { reason: `SNS could not deliver it to the queue of ${origin}`, ifRedriven: "runs" };
  const dead = (await known.dead(job)).find((one) => one.origin === origin && one.index === index);
  return {
    reason: dead?.why ?? "its last delivery broke off, or was not counted: see the log of consume",
    ifRedriven: "runs",
  };
}

const isOver = ({ finish, cancelled }: StoredJob): boolean => finish !== undefined || cancelled;
const endOf = ({ finish }: StoredJob): string => `its job is ${finish?.state ?? "cancelled"}`;
