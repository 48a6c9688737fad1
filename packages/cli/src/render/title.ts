import { closedLoopShare } from "@crisscross/core/documents/late-share";
import type { MatrixDocument } from "@crisscross/core/documents/matrix-document";
import { tagTexts } from "@crisscross/core/job/labels";
import { defaultLoad, gapMsOf, loadName } from "@crisscross/core/job/load";
import { startClasses } from "@crisscross/core/sample/start-class";
import type { Paint } from "../terminal/paint.ts";
import { wrap } from "../terminal/wrap.ts";
import { confidence } from "./confidence.ts";
import { networks } from "./network.ts";
import type { PageStyle } from "./page.ts";

const indent = "         ";

/** Start classes of warm functions that no warm figure has: what their names do not say. */
const apart = {
  first:
    "warm functions, but a caller's first call to that region; a cold consume's first one is here, at the warmest",
  unkept: "warm functions, but a call did not go over a kept connection as it was to, or found it dead",
} as const;

/** What was measured, how, and where its network comes from. */
export function renderTitle(document: MatrixDocument, { paint, columns }: PageStyle): string[] {
  const { job, matrix } = document;
  const most = Math.max(0, ...matrix.map(({ n }) => n));
  const least = Math.min(most, ...matrix.map(({ n }) => n));
  const starts = startClasses
    .map((start) => ({ start, n: matrix.reduce((sum, row) => sum + (row.starts[start]?.n ?? 0), 0) }))
    .filter(({ n }) => n > 0);
  const name = loadName(job.load);
  const perCell = most === least ? `${most}` : `${least} to ${most}`;
  return [
    `job      ${job.id}, seed ${job.seed}`,
    ...labelled("name", job.name ?? "", columns),
    ...labelled("tags", tagTexts(job).join(", "), columns),
    `probes   ${matrix.length === 1 ? "1 cell" : `${matrix.length} cells`}, n = ${perCell} each`,
    ...(starts.length > 0 ? [`starts   ${starts.map(({ start, n }) => `${n} ${start}`).join(", ")}`] : []),
    ...(Object.keys(apart) as (keyof typeof apart)[])
      .filter((kind) => starts.some(({ start }) => start === kind))
      .flatMap((kind) =>
        wrap(`${kind}: ${apart[kind]}`, columns - indent.length).map((line) => indent + line),
      ),
    ...keptOf(document),
    ...(name === loadName(defaultLoad) ? [] : [`load     ${name}`]),
    ...wrap(refreshOf(document), columns - indent.length).flatMap((line, at) =>
      line === "" ? [] : [`${at === 0 ? "refresh  " : indent}${line}`],
    ),
    ...closedLoop(document).flatMap((said) => wrap(said, columns).map((line) => paint("yellow", line))),
    ...simultaneousOf(document).flatMap((said) => wrap(said, columns)),
    `network  ${job.wan === "aws" ? networks.aws : paint("yellow", networks[job.wan])}`,
    ...wrap(job.network ?? "", columns - 9).flatMap((line) => (line === "" ? [] : [`         ${line}`])),
    ...(job.unkindness ? [`also     ${paint("yellow", `simulated: ${job.unkindness.join(", ")}`)}`] : []),
  ];
}

/** What people call the job by; nothing where they do not. */
const labelled = (label: string, text: string, columns: number): string[] =>
  text === ""
    ? []
    : wrap(text, columns - indent.length).map(
        (line, at) => (at === 0 ? label.padEnd(indent.length) : indent) + line,
      );

/** Over how many kept connections a cell's calls went: all calls over one share its path, so few speak of these alone. */
function keptOf({ matrix }: MatrixDocument): string[] {
  const kept = matrix.map(({ sampling }) => sampling.connections).filter((n) => n !== 0);
  if (kept.length === 0) return [];
  const range = rangeOf(kept);
  return [
    `kept     ${range} ${range === "1" ? "connection" : "connections"} per cell; calls over one are alike`,
  ];
}

/** "3", "3 to 7", "3 to over 64" of one or more. */
function rangeOf(counts: readonly Counted[]): string {
  const known = counts.filter((n) => typeof n === "number");
  const least = Math.min(...(known.length > 0 ? known : [overCounted(counts)]));
  const most = known.length < counts.length ? `over ${overCounted(counts)}` : `${Math.max(...known)}`;
  if (most === `${least}`) return most;
  return known.length > 0 ? `${least} to ${most}` : most;
}

type Counted = MatrixDocument["matrix"][number]["sampling"]["connections"];

const overCounted = (counts: readonly Counted[]): number =>
  Math.max(...counts.map((n) => (typeof n === "number" ? 0 : n.gt)));

/** What was asked for, and how many environments cells met, which the environments' own names tell. */
function refreshOf({ job: { refresh }, matrix }: MatrixDocument): string {
  if (refresh === undefined) return "";
  const met = matrix.flatMap(({ outcomes, sampling }) => (outcomes.ok > 0 ? [sampling.environments] : []));
  const [callers, inners] = [met.map(({ origin }) => origin), met.map(({ target }) => target)];
  const seen =
    met.length === 0
      ? ""
      : `; cells met ${rangeOf(callers)} of the calling function, ${rangeOf(inners)} of inner`;
  const fresh = `${refresh} fresh ${refresh === 1 ? "environment" : "environments"} an origin, of tenant-isolated functions${seen}`;
  return `${fresh}. Lambda finds these by tenant, which takes time in these waits alone, if any: compare refresh jobs with each other`;
}

function simultaneousOf({ simultaneous }: MatrixDocument): string[] {
  if (!simultaneous) return [];
  const { intervals, level } = simultaneous;
  return [
    `all at once: the ${intervals.toLocaleString("en")} intervals of this matrix hold together with 95% confidence, each one with ${confidence(level)}`,
  ];
}

function closedLoop({ job: { lateShare = 0, load } }: MatrixDocument): string[] {
  if (lateShare <= closedLoopShare) return [];
  return [
    `a closed loop: ${Math.round(lateShare * 100)}% of the probes started more than a gap (${gapMsOf(load)} ms) late, so slow times have fewer calls than fast ones; choose a gap longer than a call with --load, or read timeWeighted in --json`,
  ];
}

/** The ledger in one line, and whether every probe is accounted for. */
export function renderVerdict({ job }: MatrixDocument, paint: Paint): string[] {
  const kinds = (["ok", "throttled", "timeout", "error", "lost", "pending"] as const).filter(
    (kind) => job[kind] > 0,
  );
  const ledger = `${job.expected} probes: ${kinds.map((kind) => `${job[kind]} ${kind}`).join(", ")}`;
  const style = job.state !== "complete" ? "red" : job.ok === job.expected ? "green" : "yellow";
  return [`${paint([style, "bold"], job.state)}  ${ledger}`];
}
