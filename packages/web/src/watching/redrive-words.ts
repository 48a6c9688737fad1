import type { DataOf } from "@crisscross/client/client";
import { counted } from "../words/figures.ts";

/** What came of sending letters back, in a sentence or two. */
export function redriveWords({ redrives, failures }: DataOf<"redriveDeadLetters">): string {
  const moved = redrives.reduce((sum, one) => sum + one.moved, 0);
  const left = redrives.reduce((sum, one) => sum + one.left, 0);
  const isRunning = redrives.some((one) => one.isRunning);
  const kept = redrives.flatMap((one) => one.kept.map(({ n, reason }) => `${n} stay: ${reason}`));
  const failed = failures.map(({ queue, region, reason }) => `${queue} in ${region}: ${reason}`);
  return [
    `${counted(moved, "letter")} sent back${isRunning ? " so far" : ""}, ${left} left.`,
    ...[...kept, ...failed].map((why) => `${why}.`),
  ].join(" ");
}
