import type { DamagedJob } from "@crisscross/core/documents/job-view";
import { isoOf } from "@crisscross/core/edge/instant";
import { epochMs } from "@crisscross/core/edge/time";
import type { JobRecord } from "@crisscross/core/job/job-record";
import type { JobCursor, JobPage, JobSelection } from "../../results/job-store.ts";
import { orDamage } from "./damage.ts";
import { jobOf, readJob } from "./job-items.ts";
import { jobKey, lists } from "./keys.ts";
import type { Item, QueryInput, Table } from "./table.ts";

/** Jobs that one page looks at before it ends short: with two queries for the state of each, far less than api's time. */
const mostLooked = 400;
const lookedAtOnce = 16;

/** Jobs of all lists asked for, newest first, from one place on. */
export async function listJobs(
  table: Table,
  limit: number,
  { after, canaries = false, isWanted, ...times }: JobSelection,
): Promise<JobPage> {
  const names = canaries ? Object.values(lists) : [lists.jobs];
  const readers = names.map((list) => openReader(table, placeOf(list, after, times), isWanted ? 100 : limit));
  const jobs: JobRecord[] = [];
  const damaged: DamagedJob[] = [];
  let looked = 0;
  for (;;) {
    const atOnce = isWanted ? lookedAtOnce : limit;
    const items: Item[] = [];
    while (items.length < atOnce) {
      const item = await nextOf(readers);
      if (item === undefined) break;
      items.push(item);
    }
    const found = await Promise.all(items.map((item) => look(item, isWanted)));
    for (const [at, one] of found.entries()) {
      looked++;
      if ("damage" in one) damaged.push(one);
      else if (one.isWanted) jobs.push(one.record);
      const isFull = jobs.length + damaged.length >= limit || looked >= mostLooked;
      const rest = at + 1 < found.length || readers.some((reader) => !reader.isEmpty());
      // A cursor cannot say where a job is whose time is damaged: the page goes on to one that it can.
      const next = cursorOf(items[at]);
      if (isFull && rest && next) return { jobs, ...(damaged.length > 0 && { damaged }), next };
    }
    if (items.length < atOnce) return { jobs, ...(damaged.length > 0 && { damaged }) };
  }
}

type Times = Pick<JobSelection, "fromMs" | "toMs">;

type Looked = { record: JobRecord; isWanted: boolean } | DamagedJob;

/** Nobody can tell whether a damaged job is wanted, so that all of them are. */
async function look(item: Item, isWanted: JobSelection["isWanted"] = () => true): Promise<Looked> {
  const id = jobOf(item);
  const record = await orDamage(() => readJob(id, item));
  return "why" in record ? { id, damage: record.why } : { record, isWanted: await isWanted(record) };
}

interface Reader {
  peek(): Promise<Item | undefined>;
  take(): void;
  /** False while something may be left. */
  isEmpty(): boolean;
}

/** Reads a list page by page, as far as it is asked to. */
function openReader(table: Table, place: QueryInput | undefined, Limit: number): Reader {
  const read: Item[] = [];
  let start = place?.ExclusiveStartKey;
  let isLast = place === undefined;
  return {
    async peek() {
      while (read.length === 0 && !isLast) {
        const page = await table.queryPage({ ...place, Limit, ExclusiveStartKey: start });
        read.push(...(page.Items ?? []));
        start = page.LastEvaluatedKey;
        isLast = start === undefined;
      }
      return read[0];
    },
    take: () => void read.shift(),
    isEmpty: () => read.length === 0 && isLast,
  };
}

/** The newest that is left; of one moment those of the first list come first. */
async function nextOf(readers: readonly Reader[]): Promise<Item | undefined> {
  const heads = await Promise.all(readers.map((reader) => reader.peek()));
  let newest: number | undefined;
  for (const [at, head] of heads.entries())
    if (head && (newest === undefined || createdOf(head) > createdOf(heads[newest]))) newest = at;
  if (newest === undefined) return undefined;
  readers[newest]?.take();
  return heads[newest];
}

const createdOf = (item: Item | undefined): string => item?.createdAt?.S ?? "";

function cursorOf(item: Item | undefined): JobCursor | undefined {
  const createdAtMs = epochMs(Date.parse(createdOf(item)));
  if (item === undefined || Number.isNaN(createdAtMs)) return undefined;
  const isCanary = item.list?.S === lists.canaries;
  return { id: jobOf(item), createdAtMs, ...(isCanary && { canary: true }) };
}

/** Texts of later times, which a forged cursor may have, are not in the order of time. */
const lastOrderedMs = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * Where a list goes on; undefined where nothing of it can follow. In its own list a cursor is an item. In the other one all of its
 * moment are still to come, or have been: as nextOf has it, canaries follow jobs.
 */
function placeOf(list: string, after: JobCursor | undefined, times: Times): QueryInput | undefined {
  const isOwn = list === (after?.canary ? lists.canaries : lists.jobs);
  const lastMs = after && (isOwn || list === lists.canaries ? after.createdAtMs : after.createdAtMs - 1);
  const { fromMs, toMs = Number.POSITIVE_INFINITY } = times;
  const upperMs = Math.min(lastMs ?? Number.POSITIVE_INFINITY, toMs - 1, lastOrderedMs);
  if (upperMs < Math.max(0, fromMs ?? 0)) return undefined;
  const range = {
    ...(fromMs !== undefined && { ":from": { S: isoOf(Math.max(0, fromMs)) } }),
    ...(upperMs < lastOrderedMs && { ":to": { S: isoOf(upperMs) } }),
  };
  return {
    IndexName: "byCreated",
    KeyConditionExpression: ["#list = :list", ...conditionOf(range)].join(" and "),
    ExpressionAttributeNames: { "#list": "list" },
    ExpressionAttributeValues: { ":list": { S: list }, ...range },
    ScanIndexForward: false,
    ...(after && isOwn && after.createdAtMs === upperMs && { ExclusiveStartKey: listKey(list, after) }),
  };
}

/** A damaged time is in no range that has two ends, and is listed where the other end is open. */
function conditionOf(range: object): string[] {
  if (":from" in range && ":to" in range) return ["createdAt between :from and :to"];
  if (":from" in range) return ["createdAt >= :from"];
  return ":to" in range ? ["createdAt <= :to"] : [];
}

const listKey = (list: string, { id, createdAtMs }: JobCursor): Item => ({
  ...jobKey(id),
  list: { S: list },
  createdAt: { S: isoOf(createdAtMs) },
});
