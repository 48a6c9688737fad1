import type { Job } from "../data/documents.ts";
import { useJob } from "../data/use-job.ts";
import { Loading } from "../parts/loading.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import type { ViewProps } from "../parts/view-props.ts";
import { counted, showCount, showUsd } from "../words/figures.ts";
import { showInstant } from "../words/times.ts";
import { JobActions } from "./job-actions.tsx";
import { ledgerFacts, specFacts } from "./job-facts.ts";
import { JobHeader } from "./job-header.tsx";
import { Tags } from "./job-row.tsx";
import { lossTable } from "./losses.ts";

/** One job: what was asked for, how its probes ended, what was lost. */
export default function JobView({ route: { params } }: ViewProps) {
  const { data: job, trouble, refresh } = useJob(params.id ?? "");
  if (job === undefined)
    return (
      <>
        <TroubleNotice trouble={trouble} retry={refresh} />
        {trouble?.kind !== "refused" && <Loading what="the job" />}
      </>
    );
  return (
    <>
      <JobHeader job={job} view="job">
        <JobActions job={job} onDone={refresh} />
      </JobHeader>
      <TroubleNotice trouble={trouble} retry={refresh} />
      <div class="about">
        <section class="card about-wide">
          <h2>How its probes ended</h2>
          <dl class="ledger">
            {ledgerFacts(job.ledger).map(({ outcome, n }) => (
              <div key={outcome}>
                <dt>{outcome}</dt>
                <dd>{showCount(n)}</dd>
              </div>
            ))}
          </dl>
          <Losses job={job} />
        </section>
        <section class="card">
          <h2>What it asks</h2>
          <Facts facts={specFacts(job)} />
        </section>
        <section class="card">
          <h2>Where it comes from</h2>
          <Facts facts={originFacts(job)} />
          <Tags tags={job.tags ?? {}} />
        </section>
      </div>
    </>
  );
}

const originFacts = (job: Job): [string, string][] => [
  ["Id", job.id],
  ["Submitted", showInstant(job.createdAt)],
  ["By", job.canary ? "the canary's schedule" : (job.creator ?? "not known: an earlier release")],
  ["Estimate", showUsd(job.estimatedUsd)],
  ["Network", job.wan === "none" ? "AWS's own, or none between regions" : "simulated between regions"],
  ...(job.network === undefined ? [] : [["Its weather", job.network] satisfies [string, string]]),
  ...(job.unkindness === undefined
    ? []
    : [["Also simulated", job.unkindness.join(", ") || "nothing"] satisfies [string, string]]),
];

const Facts = ({ facts }: { facts: readonly [string, string][] }) => (
  <dl class="facts">
    {facts.map(([term, value]) => [<dt key={term}>{term}</dt>, <dd key={`${term} value`}>{value}</dd>])}
  </dl>
);

const Losses = ({ job }: { job: Job }) => {
  const rows = lossTable(job.reasons ?? []);
  if (rows.length === 0) return null;
  return (
    <table class="plain-table">
      <caption class="only-read">What was lost, by reason</caption>
      <thead>
        <tr>
          <th scope="col">Lost because</th>
          <th scope="col" class="number">
            Probes
          </th>
          <th scope="col" class="number">
            Of
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ reason, n, cells }) => (
          <tr key={reason}>
            <td>{reason}</td>
            <td class="number">{showCount(n)}</td>
            <td class="number">{counted(cells, "cell")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
