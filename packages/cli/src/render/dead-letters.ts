import type {
  DeadLetter,
  DeadLetterList,
  DeadQueue,
  Drop,
  QueueFailure,
  Redrive,
} from "@crisscross/core/documents/dead-letters";
import type { Paint } from "../terminal/paint.ts";

const letters = (n: number): string => (n === 1 ? "1 dead letter" : `${n} dead letters`);
const queuesOf = (n: number): string => (n === 1 ? "1 queue" : `${n} queues`);

const outcomes: Readonly<Record<DeadLetter["ifRedriven"], string>> = {
  runs: "redrive runs it",
  dropped: "redrive has it dropped",
  fails: "redrive would fail again",
  stays: "redrive leaves it here",
};

/** How many there are and where, then why those are there that were looked at. */
export function renderLetters({ count, queues, failures }: DeadLetterList, paint: Paint): string {
  const full = queues.filter((queue) => queue.count > 0);
  const found =
    count === 0
      ? `no dead letters in ${queuesOf(queues.length)}`
      : `${letters(count)} in ${full.length} of ${queuesOf(queues.length)}`;
  const shown = queues.filter(({ count: n, move }) => n > 0 || move?.state === "RUNNING");
  return page([
    paint(count === 0 ? "green" : "red", found),
    ...shown.flatMap((queue) => ["", ...queueLines(queue, paint)]),
    ...failureLines(failures, paint),
  ]);
}

function queueLines(queue: DeadQueue, paint: Paint): string[] {
  const { region, count, hidden, holds, oldestSeconds, isWhole, sample, move } = queue;
  const oldest =
    oldestSeconds === undefined
      ? ""
      : `, the oldest ${isWhole ? "" : "at least "}${ageOf(oldestSeconds)} old`;
  const byReason = Map.groupBy(sample, ({ reason, ifRedriven }) => `${reason}; ${outcomes[ifRedriven]}`);
  return [
    `${paint("bold", queue.queue)} in ${region}: ${letters(count)}${oldest}. It takes ${holds}`,
    ...[...byReason].flatMap(([why, those]) => [`  ${those.length} × ${why}`, `      ${aboutOf(those)}`]),
    ...(sample.length < count
      ? [`  ${count - sample.length} more were not looked at (${hidden} are hidden just now)`]
      : []),
    ...(move ? [`  moving back: ${move.state}, ${move.moved} so far${move.why ? `: ${move.why}` : ""}`] : []),
  ];
}

/** Which blocks or jobs these are about, or else which messages. */
function aboutOf(those: readonly DeadLetter[]): string {
  const names = those.map(({ messageId, job, origin, index }) => {
    if (job === undefined) return `message ${messageId}`;
    return index === undefined ? `job ${job}` : `block ${index} of ${origin} of job ${job}`;
  });
  const distinct = [...new Set(names)];
  const more = distinct.length - 3;
  return [...distinct.slice(0, 3), ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

/** What was sent back of every queue, and what stays. */
export function renderRedrive({ redrives, failures }: Redrive): string {
  const moved = redrives.reduce((sum, one) => sum + one.moved, 0);
  const goesOn = redrives.some(({ isRunning }) => isRunning);
  return page([
    `${letters(moved)} sent back${goesOn ? " so far, and SQS goes on" : ""}`,
    ...redrives
      .filter(({ moved: n, left }) => n + left > 0)
      .map(({ queue, region, left, ...one }) => `  ${queue} in ${region}: ${one.moved} sent, ${left} left`),
    ...redrives.flatMap(({ kept }) => kept.map(({ reason, n }) => `  ${n} stay: ${reason}`)),
    ...failureLines(failures),
  ]);
}

export const renderDrop = ({ queue, region, dropped, left, reason }: Drop): string =>
  page([
    `${letters(dropped)} of ${queue} in ${region} dropped, ${left} left${dropped > 0 ? `; logged with the reason: ${reason}` : ""}`,
  ]);

const failureLines = (failures: readonly QueueFailure[], paint?: Paint): string[] =>
  failures.map(({ queue, region, reason }) => {
    const line = `${queue} in ${region} could not be used: ${reason}`;
    return paint ? paint("red", line) : line;
  });

/** In the largest unit that is there at least twice. */
function ageOf(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3_600)} h` : `${Math.floor(seconds / 86_400)} days`;
}

const page = (lines: readonly string[]): string => `${lines.join("\n")}\n`;
