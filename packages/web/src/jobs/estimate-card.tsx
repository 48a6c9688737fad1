import type { Estimate } from "../data/documents.ts";
import type { Trouble } from "../data/trouble.ts";
import { TroubleNotice } from "../parts/notice.tsx";
import { counted, showUsd } from "../words/figures.ts";
import { showDuration } from "../words/times.ts";

interface EstimateCardProps {
  /** By the form alone; undefined while it is none. */
  plan: { readonly cells: number; readonly probes: number } | undefined;
  estimate: Estimate | undefined;
  trouble: Trouble | undefined;
  isRunning: boolean;
}

/** What starting the job would mean. Figures keep their places while a new answer is on its way. */
export const EstimateCard = ({ plan, estimate, trouble, isRunning }: EstimateCardProps) => (
  <aside class="card estimate" aria-label="Before it starts">
    <dl class="estimate-figures" aria-live="polite">
      <div>
        <dt>Price</dt>
        <dd>{estimate ? `${estimate.isAtLeast ? "≥ " : ""}${showUsd(estimate.usd)}` : <Waiting />}</dd>
      </div>
      <div>
        <dt>Takes about</dt>
        <dd>{estimate ? showDuration(estimate.seconds * 1000) : <Waiting />}</dd>
      </div>
    </dl>
    <p class="soft estimate-plan">
      {plan ? `${counted(plan.probes, "probe")} in ${counted(plan.cells, "cell")}` : "No plan yet"}
      {estimate && `, sent as ${counted(estimate.blocks, "block")}`}.
    </p>
    <TroubleNotice trouble={trouble} />
    <button type="submit" class="button button-main" disabled={isRunning}>
      {isRunning ? "Starting…" : "Start the job"}
    </button>
    {estimate && (
      <details class="more">
        <summary>How this is reckoned</summary>
        <p class="soft">At list prices; times from {estimate.basis}. Not counted:</p>
        <ul class="soft">
          {estimate.notCounted.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      </details>
    )}
  </aside>
);

const Waiting = () => <span class="waiting">–</span>;
