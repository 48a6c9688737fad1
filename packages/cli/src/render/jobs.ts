import type { DamagedJob, JobView } from "@crisscross/core/documents/job-view";
import { tagTexts } from "@crisscross/core/job/labels";
import { reachOf, type Whereabouts } from "./next-steps.ts";
import { joinSections, type PageStyle } from "./page.ts";
import { left, renderFitting, right } from "./table.ts";

/** Jobs with what became of them. `hasMore`: there are older ones. */
export interface FoundJobs {
  jobs: JobView[];
  damaged: DamagedJob[];
  hasMore: boolean;
  /** Of a data folder. */
  kept?: { folder: string; bytes: number };
}

/** Jobs, one line each, newest first; then where they are, and how to look at one or remove it. */
export function renderJobs(
  { jobs, damaged, hasMore, kept }: FoundJobs,
  where: Whereabouts,
  { paint, columns: width }: PageStyle,
): string {
  const reach = where.kind === "gone" ? "" : reachOf(where);
  const columns = [left("job"), left("made (UTC)"), left("state"), right("probes"), left("what")];
  const lines = jobs.map((view) => [
    view.id,
    view.createdAt.slice(0, 16).replace("T", " "),
    stateOf(view),
    `${view.ledger.ok}/${view.planned}`,
    whatOf(view),
  ]);
  return joinSections([
    jobs.length > 0
      ? renderFitting(paint, columns, lines, { labels: 1, width })
      : [`No job is here that was asked for. npx crisscross probe${reach} runs one.`],
    damaged.map(({ id, damage }) => paint("red", `${id}  damaged: ${damage}`)),
    [
      ...(hasMore ? ["There are older ones: --limit has more of them."] : []),
      ...(kept ? [`kept in      ${kept.folder}, ${showBytes(kept.bytes)}`] : []),
      ...(jobs.length > 0
        ? [
            `look at one  npx crisscross matrix last${reach}`,
            `remove one   npx crisscross cancel JOB --purge${reach}`,
          ]
        : []),
    ],
  ]);
}

function stateOf({ state, progress, ledger }: JobView): string {
  if (state === "queued" || state === "running" || state === "cancelling")
    return `${state} ${Math.floor(progress * 100)}%`;
  const failed = ledger.throttled + ledger.timeout + ledger.error;
  return [
    state,
    ...(failed > 0 ? [`${failed} not ok`] : []),
    ...(ledger.lost > 0 ? [`${ledger.lost} lost`] : []),
  ].join(", ");
}

/** What a person knows a job by: its name and tags, and what it measures. */
function whatOf(view: JobView): string {
  const { spec, wan, name } = view;
  const { origins, targets, variants, samples } = spec;
  const shape = `${origins.length} × ${targets.length}, ${variants.join(" ")}, n = ${samples}`;
  const labels = [...(name === undefined ? [] : [name]), ...tagTexts(view)];
  const network = wan === "aws" ? [] : [wan === "none" ? "no network" : wan];
  return [...labels, shape, ...network].join("; ");
}

/** In thousands, as disks are sold. */
function showBytes(bytes: number): string {
  const step = (
    [
      ["GB", 1e9],
      ["MB", 1e6],
      ["kB", 1e3],
    ] as const
  ).find(([, size]) => bytes >= size);
  return step === undefined ? `${bytes} B` : `${(bytes / step[1]).toFixed(1)} ${step[0]}`;
}
