import type { LogItem } from "./log-item.ts";
import type { InvocationEnding } from "./log-message.ts";

export type FileItem = { file: string } & LogItem;
/** The end of a call whose receipt has gone by without a status, or is not there (or too far off to know). */
export interface LateEnding {
  file: string;
  kind: "late";
  line: number;
  status: InvocationEnding["status"];
  hasReceipt: boolean;
}

const mostHeld = 100;
const mostKnown = 100_000;

/**
 * The same items, with statuses filled in: older receipts do not say that a call timed out. A receipt without a status takes
 * the one that a separate line gives its call, before it or within the next 100 items. Later ends come as "late".
 */
export async function* withEndings(items: AsyncIterable<FileItem>): AsyncGenerator<FileItem | LateEnding> {
  const held: FileItem[] = [];
  /** Ends that came before their receipts. */
  const early = new Map<string, LateEnding>();
  /** Calls whose receipts went by without a status, and those whose end is known. */
  const gone = new Set<string>();
  const settled = new Set<string>();

  function hear({ file, line }: FileItem, { requestId, status }: InvocationEnding): LateEnding | undefined {
    if (settled.has(requestId)) return undefined;
    const ending = { file, kind: "late" as const, line, status, hasReceipt: gone.has(requestId) };
    const at = held.findLastIndex((item) => idOf(item) === requestId);
    const receipt = held[at];
    if (receipt) held[at] = withStatus(receipt, status);
    if (!receipt && !ending.hasReceipt) {
      early.set(requestId, ending);
      return oldestBeyond(early)?.[1];
    }
    settled.add(requestId);
    oldestBeyond(settled);
    return receipt ? undefined : ending;
  }

  function receive(item: FileItem): FileItem {
    const id = idOf(item);
    if (id === undefined) return item;
    const ending = early.get(id);
    early.delete(id);
    if (!ending && !hasStatus(item)) return item;
    settled.add(id);
    oldestBeyond(settled);
    return ending && !hasStatus(item) ? withStatus(item, ending.status) : item;
  }

  for await (const item of items) {
    held.push(receive(item));
    const late = item.kind === "other" && item.ending ? hear(item, item.ending) : undefined;
    if (late) yield late;
    if (held.length <= mostHeld) continue;
    const next = held.shift() as FileItem;
    const id = idOf(next);
    if (id !== undefined && !hasStatus(next)) {
      gone.add(id);
      oldestBeyond(gone);
    }
    yield next;
  }
  yield* held;
  yield* early.values();
}

/** Takes out the oldest entry of what has grown too large. */
function oldestBeyond<E>(kept: { size: number; entries(): Iterator<E>; delete(key: string): boolean }) {
  if (kept.size <= mostKnown) return undefined;
  const oldest = kept.entries().next().value as (E & [string, unknown]) | undefined;
  if (oldest) kept.delete(oldest[0]);
  return oldest;
}

const idOf = (item: FileItem): string | undefined =>
  item.kind === "receipt" ? item.requestId?.toLowerCase() : undefined;

const hasStatus = (item: FileItem): boolean => item.kind === "receipt" && item.receipt.status !== undefined;

const withStatus = (item: FileItem, status: string): FileItem =>
  item.kind === "receipt" ? { ...item, receipt: { ...item.receipt, status } } : item;
