import { corrupt, readAscending, readRuns, writeAscending, writeRuns } from "../edge/integer-text.ts";
import { type Censored, censoredCount } from "../statistics/censored.ts";
import { decodeCounts, encodeCounts } from "./groups-text.ts";

/** Canonical text: `groups|buckets|counts|shortest waits`. */
export function encodeCensored({ waits, groups }: Censored): string {
  const ordered = [...groups].sort(([a], [b]) => a - b);
  const entries = [...waits].sort(([a], [b]) => a - b);
  return [
    encodeCounts(
      ordered.map(([group]) => group),
      ordered.map(([, n]) => n),
    ),
    writeAscending(entries.map(([bucket]) => bucket)),
    writeRuns(entries.map(([, { n }]) => n)),
    writeAscending(entries.map(([, { leastUs }]) => leastUs)),
  ].join("|");
}

export function decodeCensored(text: string): Censored {
  const [groupText = "", bucketText = "", countText = "", leastText] = text.split("|");
  if (leastText === undefined) throw corrupt(text);
  const [buckets, counts, leasts] = [
    readAscending(bucketText),
    readRuns(countText),
    readAscending(leastText),
  ];
  if (buckets.length !== counts.length || buckets.length !== leasts.length) throw corrupt(text);
  const waits = buckets.map(
    (bucket, at) => [bucket, { n: counts[at] as number, leastUs: leasts[at] as number }] as const,
  );
  const censored = { waits: new Map(waits), groups: new Map(decodeCounts(groupText)) };
  if (counts.reduce((sum, n) => sum + n, 0) !== censoredCount(censored)) throw corrupt(text);
  return censored;
}
