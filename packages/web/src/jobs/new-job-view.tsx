import { hrefOf } from "../address/route.ts";
import { useSession } from "../data/client.ts";
import { useEstimate } from "../data/use-estimate.ts";
import { usePolled } from "../data/use-polled.ts";
import { Loading } from "../parts/loading.tsx";
import { TroubleNotice } from "../parts/notice.tsx";
import type { ViewProps } from "../parts/view-props.ts";
import { emptyForm, formLike } from "./job-form.ts";
import { NewJobForm } from "./new-job-form.tsx";
import "./jobs.css";

/** The form of a job: an empty one, or like another job, whose id the address names. */
export default function NewJobView({ route: { query } }: ViewProps) {
  const { client } = useSession();
  const { like } = query;
  // Nothing asked for is everything: so the answer names every region of the deployment.
  const { estimate: whole, trouble } = useEstimate({}, 0);
  const model = usePolled({
    key: `like ${like ?? ""}`,
    ask: (signal) =>
      like === undefined
        ? Promise.resolve({ data: undefined, response: new Response() })
        : client.getJob({ path: { id: like }, signal }),
    isLast: () => true,
  });
  const isReady = whole !== undefined && (like === undefined || model.data !== undefined);
  return (
    <>
      <nav class="crumbs" aria-label="Above this">
        <a href={hrefOf("jobs")}>Jobs</a>
      </nav>
      <div class="view-title">
        <h1>{like === undefined ? "New job" : "Run again with the same seed"}</h1>
      </div>
      <TroubleNotice trouble={trouble ?? model.trouble} retry={model.refresh} />
      {isReady ? (
        <NewJobForm
          deployed={whole.spec.origins}
          initial={model.data ? formLike(model.data) : emptyForm(whole.spec.origins)}
        />
      ) : (
        trouble?.kind !== "refused" && <Loading what="the regions of this deployment" lines={8} />
      )}
    </>
  );
}
