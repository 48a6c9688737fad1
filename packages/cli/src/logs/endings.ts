import type { LogItem } from "./log-item.ts";
import type { Ending } from "./log-message.ts";

export type FileItem = { file: string } & LogItem;
/** The end of a call that no receipt nearby is of. */
export type Unmatched = { file: string; kind: "unmatched"; line: number; status: Ending["status"] };

const mostHeld = 100;
const mostKnown = 10_000;

/**
 * The same items, receipts without a status with that which a line of its own gives their call, before them or within the next
 * 100 items: older receipts do not say that a call timed out. Ends told of no receipt that is near come as "unmatched".
 */
export async function* withEndings(items: AsyncIterable<FileItem>): AsyncGenerator<FileItem | Unmatched> {
  const held: FileItem[] = [];
  /** Ends that came before their receipts; the oldest are given up first. */
  const known = new Map<string, Unmatched>();
  /** Calls whose receipts have a status, or have been given one. */
  const settled = new Set<string>();

  function settle(id: string): void {
    settled.add(id);
    if (settled.size > mostKnown) settled.delete(settled.values().next().value ?? "");
  }

  function hear({ file, line }: FileItem, { requestId, status }: Ending): Unmatched | undefined {
    const at = held.findLastIndex((item) => isOf(item, requestId) && !hasStatus(item));
    const receipt = held[at];
    if (receipt) {
      held[at] = withStatus(receipt, status);
      settle(requestId);
    } else if (!settled.has(requestId)) known.set(requestId, { file, kind: "unmatched", line, status });
    if (known.size <= mostKnown) return undefined;
    const [oldest, ending] = known.entries().next().value ?? [];
    if (oldest !== undefined) known.delete(oldest);
    return ending;
  }

  function told(item: FileItem): FileItem {
    const id = item.kind === "receipt" ? item.requestId?.toLowerCase() : undefined;
    if (id === undefined) return item;
    const ending = known.get(id);
    known.delete(id);
    if (hasStatus(item) || ending) settle(id);
    return ending && !hasStatus(item) ? withStatus(item, ending.status) : item;
  }

  for await (const item of items) {
    held.push(told(item));
    const given = item.kind === "other" && item.ending ? hear(item, item.ending) : undefined;
    if (given) yield given;
    if (held.length > mostHeld) yield held.shift() as FileItem;
  }
  yield* held;
  yield* known.values();
}

const isOf = (item: FileItem, requestId: string): boolean =>
  item.kind === "receipt" && item.requestId?.toLowerCase() === requestId;

const hasStatus = (item: FileItem): boolean => item.kind === "receipt" && item.receipt.status !== undefined;

const withStatus = (item: FileItem, status: string): FileItem =>
  item.kind === "receipt" ? { ...item, receipt: { ...item.receipt, status } } : item;
