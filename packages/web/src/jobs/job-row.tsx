import { hrefOf } from "../address/route.ts";
import type { JobHead } from "../data/documents.ts";
import { useJob } from "../data/use-job.ts";
import { Progress } from "../parts/progress.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { counted, showCount, showUsd } from "../words/figures.ts";
import { isOver, jobTitle } from "../words/job-words.ts";
import { showAgo, showInstant } from "../words/times.ts";
import { sizeOf } from "./job-facts.ts";

/** A job of the list. Its state is asked for by itself, and followed until it is over. */
export const JobRow = ({ head, nowMs }: { head: JobHead; nowMs: number }) => (
  <tr>
    <td>
      <a class="job-name" href={hrefOf("matrix", { id: head.id })}>
        {jobTitle(head)}
      </a>
      <span class="soft narrow-only">{showAgo(head.createdAt, nowMs)}</span>
      <Tags tags={head.tags ?? {}} />
    </td>
    <td>
      <JobStanding head={head} />
    </td>
    <td class="optional">
      {sizeOf(head.spec)}
      <br />
      <span class="soft">{counted(head.planned, "probe")}</span>
    </td>
    <td class="optional">
      {head.canary ? "canary" : head.creator === undefined ? "–" : <code>{head.creator}</code>}
    </td>
    <td class="number optional-narrow">{showUsd(head.estimatedUsd)}</td>
    <td class="number optional-narrow">
      <time dateTime={head.createdAt} title={showInstant(head.createdAt)}>
        {showAgo(head.createdAt, nowMs)}
      </time>
    </td>
  </tr>
);

const JobStanding = ({ head }: { head: JobHead }) => {
  const { data: job, trouble } = useJob(head.id);
  if (job === undefined)
    return (
      <span class="job-state soft">
        {trouble?.kind === "refused" ? trouble.says : <span class="waiting">…</span>}
      </span>
    );
  const failed = job.ledger.expected - job.ledger.pending - job.ledger.ok;
  return (
    <span class="job-state">
      <StateBadge state={job.state} />
      {!isOver(job.state) && <Progress share={job.progress} label={`Progress of ${jobTitle(head)}`} />}
      {isOver(job.state) && failed > 0 && <span class="soft">{showCount(failed)} not ok</span>}
    </span>
  );
};

/** Each tag leads to the jobs that have it. */
export const Tags = ({ tags }: { tags: Readonly<Record<string, string>> }) => {
  const texts = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  if (texts.length === 0) return null;
  return (
    <span class="tags">
      {texts.map((text) => (
        <a key={text} class="tag" href={hrefOf("jobs", {}, { tag: text })}>
          {text}
        </a>
      ))}
    </span>
  );
};
