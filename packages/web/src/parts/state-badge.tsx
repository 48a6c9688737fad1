import type { JobState } from "@crisscross/core/standing/job-state";
import { stateTones } from "../words/job-words.ts";
import type { Tone } from "../words/tones.ts";

/** A word with a dot before it. The word alone says it all: colour and dot only help to find it. */
export const Badge = ({ tone, children }: { tone: Tone; children: string }) => (
  <span class={`badge badge-${tone}`}>{children}</span>
);

export const StateBadge = ({ state }: { state: JobState }) => <Badge tone={stateTones[state]}>{state}</Badge>;
