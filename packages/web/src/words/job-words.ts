import type { JobState } from "@crisscross/core/standing/job-state";
import type { Tone } from "./tones.ts";

/** How a state looks: its tone says how it stands, its words what is going on. */
export const stateTones = {
  queued: "quiet",
  running: "live",
  cancelling: "live",
  complete: "good",
  incomplete: "warn",
  cancelled: "quiet",
} as const satisfies Record<JobState, Tone>;

export const isOver = (state: JobState): boolean =>
  state === "complete" || state === "incomplete" || state === "cancelled";

/** What a job is called: its name, else the end of its id, which is what differs. */
export const jobTitle = ({ id, name }: { readonly id: string; readonly name?: string }): string =>
  name ?? `Job …${id.slice(-6)}`;
