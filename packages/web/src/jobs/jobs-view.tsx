import { hrefOf } from "../address/route.ts";
import { goTo } from "../address/use-route.ts";
import { useSession } from "../data/client.ts";
import type { JobList } from "../data/documents.ts";
import { usePolled } from "../data/use-polled.ts";
import { Empty } from "../parts/empty.tsx";
import { Loading } from "../parts/loading.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import type { ViewProps } from "../parts/view-props.ts";
import { Filters } from "./filters.tsx";
import { JobRow } from "./job-row.tsx";
import "./jobs.css";

/** Every job, newest first, as far as the filters in the address let through. */
export default function JobsView({ route: { query } }: ViewProps) {
  const { client } = useSession();
  const { data, trouble, refresh } = usePolled({
    key: `jobs ${JSON.stringify(query)}`,
    ask: (signal) => client.listJobs({ query: { ...query, limit: "20" }, signal }),
  });
  const isFiltered = query.state !== undefined || query.tag !== undefined;
  return (
    <>
      <div class="view-title">
        <h1>Jobs</h1>
        <a class="button button-main" href={hrefOf("newJob")}>
          New job
        </a>
      </div>
      <Filters query={query} onChange={(next) => goTo(hrefOf("jobs", {}, next))} />
      <TroubleNotice trouble={trouble} retry={refresh} />
      {data === undefined && trouble?.kind !== "refused" && <Loading what="jobs" lines={6} />}
      {data && data.jobs.length > 0 && <JobTable list={data} />}
      {data?.jobs.length === 0 && (isFiltered ? <NoneFound /> : <NoneYet />)}
      {data && <Pages list={data} query={query} />}
    </>
  );
}

const JobTable = ({ list }: { list: JobList }) => {
  const nowMs = Date.now();
  return (
    <div class="card list-card">
      <table class="job-list">
        <caption class="only-read">Jobs, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">State</th>
            <th scope="col" class="optional">
              Size
            </th>
            <th scope="col" class="optional">
              Who
            </th>
            <th scope="col" class="number optional-narrow">
              Estimate
            </th>
            <th scope="col" class="number optional-narrow">
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {list.jobs.map((head) => (
            <JobRow key={head.id} head={head} nowMs={nowMs} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const NoneYet = () => (
  <Empty title="No jobs yet">
    <p>
      A job calls from every region to every region and measures how long each call waits, and what it is
      billed. The smallest one takes half a minute.
    </p>
    <a class="button button-main" href={hrefOf("newJob")}>
      Start the first job
    </a>
  </Empty>
);

const NoneFound = () => (
  <Empty title="No job is like this">
    <p>None has this state and this tag.</p>
    <a class="button" href={hrefOf("jobs")}>
      Show all jobs
    </a>
  </Empty>
);

const Pages = ({ list, query }: { list: JobList; query: Readonly<Record<string, string>> }) => (
  <nav class="list-foot" aria-label="Pages">
    {query.cursor !== undefined && (
      <a class="button button-small" href={hrefOf("jobs", {}, { ...query, cursor: undefined })}>
        Newest
      </a>
    )}
    {list.next !== undefined && (
      <a class="button button-small" href={hrefOf("jobs", {}, { ...query, cursor: list.next })}>
        Older
      </a>
    )}
  </nav>
);
