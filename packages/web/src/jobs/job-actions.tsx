import { useState } from "preact/hooks";
import { hrefOf } from "../address/route.ts";
import { useSession } from "../data/client.ts";
import type { Job } from "../data/documents.ts";
import { useAction } from "../data/use-action.ts";
import { TroubleNotice } from "../parts/notice.tsx";
import { isOver } from "../words/job-words.ts";

/** What can be done with a job. Cancelling cannot be taken back, so it is asked twice. */
export function JobActions({ job, onDone }: { job: Job; onDone(): void }) {
  const { client } = useSession();
  const [isAsked, setAsked] = useState(false);
  const cancel = useAction(async () => {
    await client.cancelJob({ path: { id: job.id } });
    setAsked(false);
    onDone();
  });
  return (
    <div class="job-actions">
      <a class="button button-small" href={hrefOf("newJob", {}, { like: job.id })}>
        Run again with the same seed
      </a>
      {!isOver(job.state) && job.state !== "cancelling" && !isAsked && (
        <button type="button" class="button button-small" onClick={() => setAsked(true)}>
          Cancel
        </button>
      )}
      {isAsked && (
        <>
          <button
            type="button"
            class="button button-small button-bad"
            disabled={cancel.isRunning}
            onClick={() => cancel.run()}
          >
            Cancel this job for good
          </button>
          <button type="button" class="button button-small" onClick={() => setAsked(false)}>
            Let it run
          </button>
        </>
      )}
      <TroubleNotice trouble={cancel.trouble} />
    </div>
  );
}
