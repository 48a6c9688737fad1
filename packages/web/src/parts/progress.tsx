import { showPercent } from "../words/figures.ts";

/** How far something is, 0 to 1. `label` names it to who does not see the bar. */
export const Progress = ({ share, label }: { share: number; label: string }) => (
  <div
    class="progress"
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.round(share * 100)}
    aria-valuetext={showPercent(share)}
  >
    <span class="progress-done" style={{ "--done": String(share) }} />
  </div>
);
