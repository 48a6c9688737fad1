/** One message of a batch, its origin as the attribute that routes it. */
export interface TopicEntry {
  origin: string;
  /** Whose backlog must not hold other groups up: the job. */
  group: string;
  body: string;
}

/** SNS takes 10 messages and 256 KiB in a batch; attributes count, so some room is left for them. */
const batchEntries = 10;
const batchBytes = 250_000;

/** Groups messages into batches that SNS takes. */
export function* batchesOf(entries: Iterable<TopicEntry>): Generator<TopicEntry[]> {
  let batch: TopicEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.body);
    if (batch.length === batchEntries || (batch.length > 0 && bytes + size > batchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
