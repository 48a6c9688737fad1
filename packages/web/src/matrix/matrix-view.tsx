import { useMemo } from "preact/hooks";
import { hrefOf } from "../address/route.ts";
import { replaceWith } from "../address/use-route.ts";
import { useSession } from "../data/client.ts";
import type { Matrix } from "../data/documents.ts";
import { useJob } from "../data/use-job.ts";
import { usePolled } from "../data/use-polled.ts";
import { JobActions } from "../jobs/job-actions.tsx";
import { JobHeader } from "../jobs/job-header.tsx";
import { Loading } from "../parts/loading.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import type { ViewProps } from "../parts/view-props.ts";
import { isOver } from "../words/job-words.ts";
import { offersOf, readChoices } from "./choices.ts";
import { Controls } from "./controls.tsx";
import { MatrixPicture } from "./matrix-picture.tsx";
import "./matrix.css";

/** A job's matrix as a heat map, which fills while the job runs. */
export default function MatrixView({ route: { params, query } }: ViewProps) {
  const { client } = useSession();
  const { id = "" } = params;
  const job = useJob(id);
  const matrix = usePolled({
    key: `matrix ${id}`,
    ask: (signal) => client.getMatrix({ path: { id }, signal }),
    isLast: (document: Matrix) => isOver(document.job.state),
  });
  const rows = matrix.data?.matrix;
  const offers = useMemo(() => (rows ? offersOf(rows) : undefined), [rows]);
  const trouble = job.trouble ?? matrix.trouble;
  const refresh = () => {
    job.refresh();
    matrix.refresh();
  };
  const change = (part: Record<string, string | undefined>) =>
    replaceWith(hrefOf("matrix", params, { ...query, ...part }));
  return (
    <>
      {job.data && (
        <JobHeader job={job.data} view="matrix">
          <JobActions job={job.data} onDone={refresh} />
        </JobHeader>
      )}
      <TroubleNotice trouble={trouble} retry={refresh} />
      {matrix.data && offers && (
        <MatrixPicture document={matrix.data} choices={readChoices(query, offers)}>
          <Controls choices={readChoices(query, offers)} offers={offers} change={change} />
        </MatrixPicture>
      )}
      {matrix.data === undefined && trouble?.kind !== "refused" && <Loading what="the matrix" lines={8} />}
    </>
  );
}
