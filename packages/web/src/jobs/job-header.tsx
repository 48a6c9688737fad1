import type { ComponentChildren } from "preact";
import { hrefOf, type ViewName } from "../address/route.ts";
import type { Job } from "../data/documents.ts";
import { Progress } from "../parts/progress.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { counted, showCount, showPercent } from "../words/figures.ts";
import { isOver, jobTitle } from "../words/job-words.ts";
import "./jobs.css";

/** The views of one job. Those of a cell and a probe are reached from within. */
const tabs = [
  { view: "matrix", label: "Matrix" },
  { view: "job", label: "About this job" },
] as const satisfies readonly { view: ViewName; label: string }[];

interface JobHeaderProps {
  job: Job;
  view: ViewName;
  children?: ComponentChildren;
}

/** What a job is called, how far it is, and where else to look. */
export const JobHeader = ({ job, view, children }: JobHeaderProps) => (
  <header class="job-header">
    <nav class="crumbs" aria-label="Above this">
      <a href={hrefOf("jobs")}>Jobs</a>
    </nav>
    <div class="job-title">
      <h1>{jobTitle(job)}</h1>
      <StateBadge state={job.state} />
      {children}
    </div>
    <LiveProgress job={job} />
    <nav class="tabs" aria-label="This job">
      {tabs.map((tab) => (
        <a
          key={tab.view}
          class="tab"
          href={hrefOf(tab.view, { id: job.id })}
          aria-current={tab.view === view ? "page" : undefined}
        >
          {tab.label}
        </a>
      ))}
    </nav>
  </header>
);

/** Its place stays when the job ends, so that nothing below moves. Read out in steps of ten percent. */
const LiveProgress = ({ job: { progress, ledger, planned, state } }: { job: Job }) => {
  const done = ledger.expected - ledger.pending;
  const notOk = done - ledger.ok;
  const words = isOver(state)
    ? `${counted(planned, "probe")}${notOk > 0 ? `, ${showCount(notOk)} of them not ok` : ", all of them ok"}`
    : `${showCount(done)} of ${counted(planned, "probe")} are in`;
  return (
    <div class={`job-progress ${isOver(state) ? "job-progress-over" : ""}`}>
      <Progress share={progress} label="Progress of the job" />
      <p class="soft job-progress-words">
        {words}
        {!isOver(state) && <span aria-hidden="true"> · {showPercent(progress)}</span>}
      </p>
      <p class="only-read" role="status">
        {isOver(state) ? `The job is ${state}.` : `${Math.floor(progress * 10) * 10}% of the probes are in.`}
      </p>
    </div>
  );
};
