/** One line of a function's log, as CloudWatch Logs has it. */
export interface LogEvent {
  id: string;
  atMs: number;
  region: string;
  function: string;
  message: string;
}

/** Where the lines of one function in one region are. */
export interface LogSource {
  region: string;
  function: string;
  /** Those from `fromMs` on, oldest first. */
  read(fromMs: number): Promise<LogEvent[]>;
}

interface Following {
  sources: readonly LogSource[];
  fromMs: number;
  /** Waits between two looks; rejects when it is interrupted. Undefined: there is one look only. */
  pause: (() => Promise<void>) | undefined;
  onEvent(event: LogEvent): void;
}

/** CloudWatch may show a line later than younger ones: each look begins so far before the youngest that is known. */
const overlapMs = 30_000;

/** Hands in every line of all sources once, those of a look in the order of their time. */
export async function followEvents({ sources, fromMs, pause, onEvent }: Following): Promise<void> {
  const known = new Map<string, number>();
  let youngestMs = fromMs;
  for (;;) {
    const sinceMs = Math.max(fromMs, youngestMs - overlapMs);
    for (const [id, atMs] of known) if (atMs < sinceMs) known.delete(id);
    const found = (await Promise.all(sources.map((source) => source.read(sinceMs)))).flat();
    const fresh = found.filter(({ id, region, function: name }) => !known.has(`${region} ${name} ${id}`));
    for (const event of fresh.sort((a, b) => a.atMs - b.atMs)) {
      known.set(`${event.region} ${event.function} ${event.id}`, event.atMs);
      youngestMs = Math.max(youngestMs, event.atMs);
      onEvent(event);
    }
    if (pause === undefined) return;
    await pause();
  }
}
